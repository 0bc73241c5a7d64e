package io.polycritic.compute.kernel;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import io.polycritic.compute.plan.Storage;

/**
 * A product of matrices, or some rows of one. Operands in Java arrays are copied to native memory first, a result in an
 * array is copied back.
 */
final class ProductKernel implements ArrayKernel {
    private final Blas.Multiplication multiplication;
    private final Stage left;
    private final Stage right;
    private final Stage result;

    /** Where a matrix lies, and where the product uses it. */
    private record Stage(Storage home, Storage direct) {
        static Stage of(Storage home) {
            return new Stage(home, home.isDirect() ? home : Storage.allocate(home.size(), true));
        }

        void in() {
            if (home != direct) {
                direct.copy(home);
            }
        }

        void out() {
            if (home != direct) {
                home.copy(direct);
            }
        }
    }

    ProductKernel(Blas blas, Product product, Storage left, Storage right, Storage result) {
        this.left = Stage.of(left.part(0, product.leftSpan()));
        this.right = Stage.of(right.part(0, product.rightSpan()));
        this.result = Stage.of(result.part(0, product.m() * product.n()));
        this.multiplication =
                blas.bind(product, this.left.direct.view(), this.right.direct.view(), this.result.direct.view());
    }

    @Override
    public void run() {
        left.in();
        right.in();
        multiplication.run();
        result.out();
    }

    @Override
    public Storage result() {
        return result.home;
    }
}
