package io.polycritic.compute.kernel;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Matrix;
import io.polycritic.compute.blas.Product;
import io.polycritic.compute.plan.Storage;

/** A product of matrices. */
record MatMulKernel(Blas.Workspace blas, Product product, Matrix left, Matrix right, Matrix target, Storage result)
        implements ArrayKernel {

    static MatMulKernel of(Blas.Workspace blas, Product product, Storage left, Storage right, Storage result) {
        return new MatMulKernel(blas, product, matrix(left), matrix(right), matrix(result), result);
    }

    @Override
    public void run() {
        blas.multiply(product, left, right, target);
    }

    private static Matrix matrix(Storage storage) {
        return new Matrix(storage.array(), storage.offset());
    }
}
