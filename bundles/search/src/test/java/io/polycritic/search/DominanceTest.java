package io.polycritic.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.RandomStream;
import org.junit.jupiter.api.Test;

class DominanceTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void betterSomewhereAndNowhereWorse() {
        assertTrue(Dominance.dominates(new double[] {1, 2}, new double[] {1, 3}));
        assertFalse(Dominance.dominates(new double[] {1, 2}, new double[] {1, 2}));
        assertFalse(Dominance.dominates(new double[] {1, 2}, new double[] {2, 1}));
    }

    @Test
    void ranksPeelFronts() {
        double[][] points = {{3, 3}, {1, 2}, {2, 1}, {2, 2}, {1, 2}};
        assertArrayEquals(new int[] {2, 0, 0, 1, 0}, Dominance.ranks(points));
        assertArrayEquals(new int[] {1, 2, 4}, Dominance.front(points));
    }

    /** Each point of a rank above 0 is dominated by one of the rank below, and by none of its own. */
    @Test
    void ranksOfRandomPointsAreFronts() {
        RandomStream random = RandomStream.of(2, "test", "ranks");
        double[][] points = new double[60][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {random.nextInt(8), random.nextInt(8), random.nextInt(8)};
        }
        int[] ranks = Dominance.ranks(points);
        for (int i = 0; i < points.length; i++) {
            boolean below = false;
            for (int j = 0; j < points.length; j++) {
                boolean dominated = Dominance.dominates(points[j], points[i]);
                assertFalse(dominated && ranks[j] >= ranks[i]);
                below |= dominated && ranks[j] == ranks[i] - 1;
            }
            assertEquals(ranks[i] > 0, below);
        }
    }

    /** Section III.B by hand: neighbours at 0 and 3 of a range of 4, and at 1 and 4 of a range of 4. */
    @Test
    void crowdingDistanceByHand() {
        double[][] points = {{0, 4}, {1, 2}, {3, 1}, {4, 0}, {9, 9}};
        double[] distances = Crowding.distances(points, Dominance.ranks(points));
        assertArrayEquals(new double[] {INFINITY, 3 / 4.0 + 3 / 4.0, 3 / 4.0 + 2 / 4.0, INFINITY, INFINITY}, distances);
    }

    @Test
    void orderIsByRankThenCrowding() {
        double[][] points = {{9, 9}, {1, 2}, {0, 4}, {3, 1}, {4, 0}};
        assertArrayEquals(new int[] {2, 4, 1, 3, 0}, Nsga2.order(points, 9));
        assertArrayEquals(new int[] {2, 4}, Nsga2.order(points, 2));
    }
}
