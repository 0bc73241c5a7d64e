package io.polycritic.nd4j;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A product by OpenBLAS. It keeps the buffers, so that their memory lives as long as it does.
 *
 * @param product its form
 * @param buffers left, right and result
 * @param left where left begins
 * @param right where right begins
 * @param result where the result begins
 */
record NativeProduct(Product product, FloatBuffer[] buffers, FloatPointer left, FloatPointer right, FloatPointer result)
        implements Blas.Multiplication {

    static NativeProduct of(Product product, FloatBuffer left, FloatBuffer right, FloatBuffer result) {
        return new NativeProduct(
                product,
                new FloatBuffer[] {left, right, result},
                new FloatPointer(left),
                new FloatPointer(right),
                new FloatPointer(result));
    }

    @Override
    public void run() {
        long stamp = Natives.lock().readLock();
        try {
            openblas.cblas_sgemm(
                    openblas.CblasRowMajor,
                    product.transposeLeft() ? openblas.CblasTrans : openblas.CblasNoTrans,
                    product.transposeRight() ? openblas.CblasTrans : openblas.CblasNoTrans,
                    product.m(),
                    product.n(),
                    product.k(),
                    1f,
                    left,
                    product.leftStride(),
                    right,
                    product.rightStride(),
                    0f,
                    result,
                    product.n());
        } finally {
            Natives.lock().unlockRead(stamp);
        }
    }
}
