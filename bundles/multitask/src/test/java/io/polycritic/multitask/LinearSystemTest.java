package io.polycritic.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.RandomStream;
import org.junit.jupiter.api.Test;

class LinearSystemTest {
    @Test
    void aSolutionSolvesTheSystem() {
        RandomStream random = RandomStream.of(1, "test", "system");
        for (int n = 1; n < 8; n++) {
            double[][] a = new double[n][n];
            double[] x = new double[n];
            double[] b = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = random.nextGaussian();
                for (int j = 0; j < n; j++) {
                    a[i][j] = i == j && n > 1 ? 0 : random.nextGaussian();
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    b[i] += a[i][j] * x[j];
                }
            }
            assertTrue(LinearSystem.solve(a, b));
            assertArrayEquals(x, b, 1e-9);
        }
    }

    @Test
    void aSingularSystemHasNone() {
        assertFalse(LinearSystem.solve(new double[][] {{1, 2}, {2, 4}}, new double[] {1, 2}));
        assertFalse(LinearSystem.solve(new double[][] {{0}}, new double[] {1}));
    }
}
