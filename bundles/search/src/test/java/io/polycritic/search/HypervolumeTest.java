package io.polycritic.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HypervolumeTest {
    @Test
    void ofTwoStepsIsThree() {
        assertEquals(3, Hypervolume.of(new double[][] {{1, 2}, {2, 1}}, new double[] {3, 3}), 1e-12);
    }

    @Test
    void nothingOutsideOfTheReferenceCounts() {
        double[][] points = {{1, 2}, {2, 1}, {0, 3}, {5, 0}, {2, 2}, {1, 2}};
        assertEquals(3, Hypervolume.of(points, new double[] {3, 3}), 1e-12);
        assertEquals(0, Hypervolume.of(new double[0][], new double[] {3, 3}), 0);
    }

    @Test
    void ofOneObjectiveIsALength() {
        assertEquals(2, Hypervolume.of(new double[][] {{1}, {2}}, new double[] {3}), 1e-12);
    }

    /** Three unit corners of a cube of side 2: each adds a slab, by inclusion and exclusion 2*2*1 * 3 - 3 * 2 + 1. */
    @Test
    void ofThreeObjectivesByHand() {
        double[][] points = {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}};
        assertEquals(7, Hypervolume.of(points, new double[] {2, 2, 2}), 1e-12);
    }

    /** Against the share of random places that some point dominates: 3 and 4 objectives, error below 4 deviations. */
    @Test
    void agreesWithSampling() {
        RandomStream random = RandomStream.of(1, "test", "points");
        for (int k = 2; k <= 4; k++) {
            double[][] points = random(random, 12, k);
            double[] reference = new double[k];
            Arrays.fill(reference, 1);
            int samples = 40_000;
            int hits = 0;
            for (double[] place : random(random, samples, k)) {
                for (double[] point : points) {
                    if (Dominance.dominates(point, place)) {
                        hits++;
                        break;
                    }
                }
            }
            assertEquals((double) hits / samples, Hypervolume.of(points, reference), 4 * 0.5 / Math.sqrt(samples));
        }
    }

    @Test
    void anotherNumberOfObjectivesIsRefused() {
        double[][] points = {{1, 2}};
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Hypervolume.of(points, new double[] {1, 2, 3}))
                .getMessage();
        assertTrue(message.contains("2 objectives"), message);
        double[][] broken = {{Double.NaN, 2}};
        assertThrows(IllegalArgumentException.class, () -> Hypervolume.of(broken, new double[] {1, 2}));
    }

    private static double[][] random(RandomStream random, int n, int k) {
        double[][] points = new double[n][k];
        for (double[] point : points) {
            for (int i = 0; i < k; i++) {
                point[i] = random.nextDouble();
            }
        }
        return points;
    }
}
