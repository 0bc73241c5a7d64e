package io.polycritic.compute.kernel;

import io.polycritic.compute.blas.Product;
import io.polycritic.compute.plan.Storage;

/** A product of few rows, which is done in Java before natives have been called; the right matrix is a Java array. */
final class FewRowsKernel implements ArrayKernel {
    private final RowProduct product;
    private final Storage left;
    private final Storage right;
    private final Storage result;
    private final float[] a;
    private final float[] c;

    FewRowsKernel(Product product, Storage left, Storage right, Storage result) {
        this.product = new RowProduct(product);
        this.left = left;
        this.right = right;
        this.result = result;
        this.a = new float[product.leftSpan()];
        this.c = new float[product.m() * product.n()];
    }

    @Override
    public void run() {
        left.load(0, a, 0, a.length);
        product.multiply(a, 0, right.array(), right.offset(), c, 0);
        result.store(0, c, 0, c.length);
    }

    @Override
    public Storage result() {
        return result;
    }
}
