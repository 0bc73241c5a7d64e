package io.polycritic.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;

class NativeTest {
    private final RandomStream random = RandomStream.of(5, "native", "values");

    @Test
    void productsOfAllForms() {
        Blas blas = new OpenBlas(1);
        for (int form = 0; form < 4; form++) {
            Product whole = Product.of((form & 1) != 0, (form & 2) != 0, 5, 4, 7);
            check(blas, whole, 0);
            check(blas, whole.rows(2), 3);
            check(blas, Product.of((form & 1) != 0, (form & 2) != 0, 300, 64, 70), 0);
        }
        assertEquals(128, NativeProduct.rowsOfCall(Product.of(false, false, 300, 64, 70)));
        assertEquals(300, NativeProduct.rowsOfCall(Product.of(false, true, 300, 64, 70)));
        assertEquals(48, NativeProduct.lengthOfCall(Product.of(true, false, 300, 64, 70)));
        assertEquals(70, NativeProduct.lengthOfCall(Product.of(true, true, 300, 64, 70)));
        assertTrue(blas.name().startsWith("OpenBLAS"), blas.name());
    }

    /** Compares some rows of a product with sums in double precision. */
    private void check(Blas blas, Product p, int row) {
        int first = p.leftOffset(row);
        float[] left = gaussians(first + p.leftSpan());
        float[] right = gaussians(p.rightSpan());
        float[] expected = new float[p.m() * p.n()];
        for (int at = 0; at < expected.length; at++) {
            double sum = 0;
            for (int q = 0; q < p.k(); q++) {
                int i = at / p.n();
                int j = at % p.n();
                sum += left[first + (p.transposeLeft() ? q * p.leftStride() + i : i * p.leftStride() + q)]
                        * right[p.transposeRight() ? j * p.rightStride() + q : q * p.rightStride() + j];
            }
            expected[at] = (float) sum;
        }
        FloatBuffer result = direct(new float[expected.length]);
        FloatBuffer rows = direct(left).slice(first, p.leftSpan());
        for (Blas.Multiplication each : List.of(
                blas.bind(p, rows, direct(right), result),
                new NativeProduct(p, true, rows, direct(right), result),
                new NativeProduct(p, false, rows, direct(right), result))) {
            result.put(0, new float[expected.length]);
            each.run();
            float[] actual = new float[expected.length];
            result.get(0, actual);
            assertArrayEquals(expected, actual, 1e-4f, p.toString());
        }
    }

    private static FloatBuffer direct(float[] values) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(values.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        buffer.put(0, values);
        return buffer;
    }

    private float[] gaussians(int count) {
        float[] values = new float[count];
        random.gaussians(values, 0, count);
        return values;
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
