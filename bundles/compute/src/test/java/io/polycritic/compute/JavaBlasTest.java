package io.polycritic.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.blas.Product;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class JavaBlasTest {
    private final RandomStream random = RandomStream.of(5, "java", "values");

    @Test
    void productsOfAllForms() {
        for (int form = 0; form < 4; form++) {
            boolean transposeLeft = (form & 1) != 0;
            boolean transposeRight = (form & 2) != 0;
            for (int m : new int[] {1, 3, 6}) {
                Product whole = Product.of(transposeLeft, transposeRight, m, 17, 7);
                check(whole, 0);
                check(whole.rows(1), m - 1);
            }
        }
    }

    /** Compares some rows of a product with sums in double precision. */
    private void check(Product product, int row) {
        float[] left = gaussians(product.leftOffset(row) + product.leftSpan());
        float[] right = gaussians(product.rightSpan());
        FloatBuffer result = direct(new float[product.m() * product.n()]);
        FloatBuffer from = direct(left).slice(product.leftOffset(row), product.leftSpan());
        new JavaBlas().bind(product, from, direct(right), result).run();
        float[] actual = new float[product.m() * product.n()];
        result.get(0, actual);
        assertArrayEquals(expected(product, left, product.leftOffset(row), right), actual, 1e-5f, product.toString());
    }

    private float[] gaussians(int count) {
        float[] values = new float[count];
        random.gaussians(values, 0, count);
        return values;
    }

    private static FloatBuffer direct(float[] values) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(values.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        buffer.put(0, values);
        return buffer;
    }

    private static float[] expected(Product p, float[] a, int first, float[] b) {
        float[] c = new float[p.m() * p.n()];
        for (int i = 0; i < p.m(); i++) {
            for (int j = 0; j < p.n(); j++) {
                double sum = 0;
                for (int q = 0; q < p.k(); q++) {
                    int left = p.transposeLeft() ? q * p.leftStride() + i : i * p.leftStride() + q;
                    int right = p.transposeRight() ? j * p.rightStride() + q : q * p.rightStride() + j;
                    sum += a[first + left] * b[right];
                }
                c[i * p.n() + j] = (float) sum;
            }
        }
        return c;
    }
}
