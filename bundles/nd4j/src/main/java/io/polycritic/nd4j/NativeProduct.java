package io.polycritic.nd4j;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A product by OpenBLAS, in one call, or rows by rows in calls that are each small enough for the kernels that OpenBLAS
 * has for small matrices; figures are in the compute bundle's README.
 */
final class NativeProduct implements Blas.Multiplication {
    /** OpenBLAS takes its kernels for small matrices up to so many multiplications. */
    private static final long SMALL = 1_000_000;

    private static final int NARROW = 64;
    private static final int FEWEST_ROWS = 16;

    private final Product product;
    /** Kept, so that their memory lives as long as the pointers into it. */
    private final FloatBuffer[] buffers;

    private final int rows;
    private final FloatPointer[] left;
    private final FloatPointer right;
    private final FloatPointer[] result;

    NativeProduct(Product product, FloatBuffer left, FloatBuffer right, FloatBuffer result) {
        this.product = product;
        this.buffers = new FloatBuffer[] {left, right, result};
        this.rows = rowsPerCall(product);
        int calls = (product.m() + rows - 1) / rows;
        this.left = new FloatPointer[calls];
        this.right = new FloatPointer(right);
        this.result = new FloatPointer[calls];
        for (int call = 0; call < calls; call++) {
            int row = call * rows;
            this.left[call] =
                    new FloatPointer(buffers[0].slice(product.leftOffset(row), left.limit() - product.leftOffset(row)));
            this.result[call] =
                    new FloatPointer(buffers[2].slice(row * product.n(), result.limit() - row * product.n()));
        }
    }

    /** Few enough for a small product, if the matrix is narrow; it pays where right is not transposed. */
    static int rowsPerCall(Product product) {
        int rows = product.m();
        if (product.n() > NARROW || product.transposeRight() || product.work() <= SMALL) {
            return rows;
        }
        long most = SMALL / ((long) product.n() * product.k());
        return most < FEWEST_ROWS ? rows : Integer.highestOneBit((int) most);
    }

    @Override
    public void run() {
        long stamp = Natives.lock().readLock();
        try {
            for (int call = 0; call < left.length; call++) {
                multiply(call);
            }
        } finally {
            Natives.lock().unlockRead(stamp);
        }
    }

    private void multiply(int call) {
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                product.transposeLeft() ? openblas.CblasTrans : openblas.CblasNoTrans,
                product.transposeRight() ? openblas.CblasTrans : openblas.CblasNoTrans,
                Math.min(rows, product.m() - call * rows),
                product.n(),
                product.k(),
                1f,
                left[call],
                product.leftStride(),
                right,
                product.rightStride(),
                0f,
                result[call],
                product.n());
    }
}
