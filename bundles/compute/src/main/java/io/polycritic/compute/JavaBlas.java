package io.polycritic.compute;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import io.polycritic.compute.kernel.RowProduct;
import java.nio.FloatBuffer;

/** Products in plain Java, without natives. */
final class JavaBlas implements Blas {
    @Override
    public String name() {
        return "java";
    }

    @Override
    public Multiplication bind(Product product, FloatBuffer left, FloatBuffer right, FloatBuffer result) {
        return new Copying(
                new RowProduct(product),
                new float[product.leftSpan()],
                new float[product.rightSpan()],
                new float[product.m() * product.n()],
                left,
                right,
                result);
    }

    private record Copying(
            RowProduct product,
            float[] a,
            float[] b,
            float[] c,
            FloatBuffer left,
            FloatBuffer right,
            FloatBuffer result)
            implements Multiplication {
        @Override
        public void run() {
            left.get(0, a);
            right.get(0, b);
            product.multiply(a, 0, b, 0, c, 0);
            result.put(0, c);
        }
    }
}
