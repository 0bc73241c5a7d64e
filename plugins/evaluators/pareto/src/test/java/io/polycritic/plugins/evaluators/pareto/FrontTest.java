package io.polycritic.plugins.evaluators.pareto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.rl.Preferences;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontTest {
    private static final List<float[]> THREE = Preferences.lattice(2, 2);

    private static Front front(double[]... points) {
        return new Front(THREE.subList(0, points.length), points);
    }

    /** Points (1, 2) and (2, 1) in a box from 0 to 3 dominate 3 of its 9 unit squares; a dominated point adds none. */
    @Test
    void hypervolumeByHand() {
        Box box = Box.of("s", new double[] {0, 0}, new double[] {3, 3});
        double[] a = box.shares(new double[] {1, 2});
        double[] b = box.shares(new double[] {2, 1});
        assertEquals(3 / 9.0, front(a, b).hypervolume(), 1e-12);
        assertEquals(3 / 9.0, front(a, b, box.shares(new double[] {2, 2})).hypervolume(), 1e-12);
        assertEquals(3 / 9.0, front(a, b, box.shares(new double[] {0.5, 4})).hypervolume(), 1e-12);
        assertEquals(2, front(a, b, box.shares(new double[] {2, 2})).size());
    }

    /** Neighbours are 0.5 and 0.25 apart in one cost, 0.1 and 0.3 in the other. */
    @Test
    void sparsityByHand() {
        Front front = front(new double[] {0, 0.4}, new double[] {0.5, 0.3}, new double[] {0.75, 0});
        assertEquals((0.25 + 0.0625 + 0.01 + 0.09) / 2, front.sparsity(), 1e-12);
        assertEquals(0, front(new double[] {0, 0}).sparsity());
    }

    @Test
    void expectedUtilityIsThatOfTheBestPoint() {
        // Preferences are (0, 1), (0.5, 0.5), (1, 0); values are 1 minus costs.
        Front front = front(new double[] {0.8, 0}, new double[] {0.5, 0.5}, new double[] {0, 0.6});
        assertEquals((1 + 0.7 + 1) / 3, front.expectedUtility(), 1e-12);
    }

    @Test
    void monotonicityIsARankCorrelation() {
        Front front = front(new double[] {3, 1}, new double[] {2, 10}, new double[] {1, 11});
        assertEquals(-1, front.monotonicity(0), 1e-12);
        assertEquals(1, front.monotonicity(1), 1e-12);
        assertEquals(
                0.5,
                front(new double[] {1, 0}, new double[] {3, 0}, new double[] {2, 0})
                        .monotonicity(0),
                1e-12);
        assertEquals(
                0,
                front(new double[] {1, 0}, new double[] {1, 0}, new double[] {1, 0})
                        .monotonicity(0));
        assertArrayEquals(new double[] {0, 2.5, 1, 2.5}, Front.ranks(new double[] {-1, 7, 2, 7}));
    }

    @Test
    void aBoxNeedsAnInside() {
        assertThrows(InvalidConfigException.class, () -> Box.of("s", new double[] {0, 3}, new double[] {3, 3}));
    }
}
