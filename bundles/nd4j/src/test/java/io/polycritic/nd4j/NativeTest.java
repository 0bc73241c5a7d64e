package io.polycritic.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Matrix;
import io.polycritic.compute.blas.Product;
import java.util.List;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;

class NativeTest {
    private final RandomStream random = RandomStream.of(5, "native", "values");

    @Test
    void productsOfAllForms() {
        Blas blas = new OpenBlas(1);
        for (int form = 0; form < 8; form++) {
            Product product = new Product((form & 1) != 0, (form & 2) != 0, 5, 4, 7, 1.5f, (form & 4) != 0 ? 0.5f : 0f);
            float[] left = gaussians(35 + 2);
            float[] right = gaussians(28 + 3);
            float[] result = gaussians(20 + 1);
            float[] expected = result.clone();
            multiply(product, left, 2, right, 3, expected, 1);
            try (Blas.Workspace workspace = blas.open(List.of(product))) {
                workspace.multiply(product, new Matrix(left, 2), new Matrix(right, 3), new Matrix(result, 1));
            }
            assertArrayEquals(expected, result, 1e-5f, product.toString());
        }
        assertTrue(blas.name().startsWith("OpenBLAS"), blas.name());
    }

    private float[] gaussians(int count) {
        float[] values = new float[count];
        random.gaussians(values, 0, count);
        return values;
    }

    private static void multiply(Product p, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt) {
        for (int i = 0; i < p.m(); i++) {
            for (int j = 0; j < p.n(); j++) {
                double sum = 0;
                for (int q = 0; q < p.k(); q++) {
                    sum += a[aAt + (p.transposeLeft() ? q * p.m() + i : i * p.k() + q)]
                            * b[bAt + (p.transposeRight() ? j * p.k() + q : q * p.n() + j)];
                }
                int at = cAt + i * p.n() + j;
                c[at] = (float) (p.alpha() * sum) + p.beta() * (p.beta() == 0 ? 0 : c[at]);
            }
        }
    }

    @Test
    void leastSquares() {
        LinearAlgebra algebra = new Nd4jLinearAlgebra();
        double[] a = {1, 0, 1, 1, 1, 2, 1, 3};
        double[] line = algebra.solve(a, 4, 2, new double[] {1, 3, 5, 7}, 1);
        assertArrayEquals(new double[] {1, 2}, line, 1e-12);
        double[] two = algebra.solve(a, 4, 2, new double[] {1, 0, 3, 1, 5, 0, 7, 1}, 2);
        assertArrayEquals(new double[] {1, 0.2, 2, 0.2}, two, 1e-12);
        double[] shortest = algebra.solve(new double[] {1, 1, 1, 1, 2, 2}, 3, 2, new double[] {2, 2, 4}, 1);
        assertArrayEquals(new double[] {1, 1}, shortest, 1e-12);
        double[] scalar = algebra.solve(new double[] {4}, 1, 1, new double[] {2}, 1);
        assertArrayEquals(new double[] {0.5}, scalar, 1e-15);
    }

    @Test
    void singularValues() {
        LinearAlgebra algebra = new Nd4jLinearAlgebra();
        assertArrayEquals(new double[] {5, 3}, algebra.singularValues(new double[] {3, 2, 2, 2, 3, -2}, 2, 3), 1e-12);
        assertArrayEquals(new double[] {5, 3}, algebra.singularValues(new double[] {3, 2, 2, 3, 2, -2}, 3, 2), 1e-12);
        assertArrayEquals(new double[] {2}, algebra.singularValues(new double[] {-2}, 1, 1), 1e-15);
    }

    @Test
    void wrongSizesAreNamed() {
        LinearAlgebra algebra = new Nd4jLinearAlgebra();
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> algebra.solve(new double[5], 2, 3, new double[2], 1))
                        .getMessage()
                        .contains("a has 5 numbers, needs 2 rows of 3"));
        assertThrows(IllegalArgumentException.class, () -> algebra.solve(new double[6], 2, 3, new double[2], 1));
        assertThrows(IllegalArgumentException.class, () -> algebra.singularValues(new double[5], 2, 3));
    }

    @Test
    void loadingNd4jLeavesTheNumberOfThreadsAlone() {
        new OpenBlas(1);
        new Nd4jLinearAlgebra().singularValues(new double[] {1}, 1, 1);
        assertEquals(1, openblas.blas_get_num_threads());
    }
}
