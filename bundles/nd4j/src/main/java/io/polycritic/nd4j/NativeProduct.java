package io.polycritic.nd4j;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A product by OpenBLAS, in one call or in several that are each small enough for the kernels that OpenBLAS has for
 * small matrices: some rows of the result at a time, or a part of the sum at a time where left is transposed. Figures
 * are in the compute bundle's README.
 */
final class NativeProduct implements Blas.Multiplication {
    /** OpenBLAS takes its kernels for small matrices up to so many multiplications. */
    private static final long SMALL = 1_000_000;

    /** Shorter parts cost more than they save. */
    private static final int SHORTEST = 32;

    private static final int LONGEST_SUM = 512;
    private static final int ALIGNMENT = 16;

    private final Product product;

    /** Kept, so that their memory lives as long as the pointers into it. */
    private final FloatBuffer[] buffers;

    private final Call[] calls;

    /** One call: its matrices, rows and length of the sum, and whether it adds to the result. */
    private record Call(FloatPointer left, FloatPointer right, FloatPointer result, int m, int k, float beta) {}

    /**
     * Binds a product.
     *
     * @param divides whether calls for small matrices are the faster ones
     */
    NativeProduct(Product product, boolean divides, FloatBuffer left, FloatBuffer right, FloatBuffer result) {
        this.product = product;
        this.buffers = new FloatBuffer[] {left, right, result};
        int rows = divides ? rowsOfCall(product) : product.m();
        int length = divides ? lengthOfCall(product) : product.k();
        List<Call> all = new ArrayList<>();
        for (int row = 0; row < product.m(); row += rows) {
            for (int at = 0; at < product.k(); at += length) {
                int leftAt = product.leftOffset(row) + (product.transposeLeft() ? at * product.leftStride() : at);
                int rightAt = product.transposeRight() ? at : at * product.rightStride();
                all.add(new Call(
                        pointer(0, leftAt),
                        pointer(1, rightAt),
                        pointer(2, row * product.n()),
                        Math.min(rows, product.m() - row),
                        Math.min(length, product.k() - at),
                        at == 0 ? 0f : 1f));
            }
        }
        calls = all.toArray(Call[]::new);
    }

    private FloatPointer pointer(int matrix, int from) {
        FloatBuffer buffer = buffers[matrix];
        return new FloatPointer(buffer.slice(from, buffer.limit() - from));
    }

    /** How many rows of the result one call gives. */
    static int rowsOfCall(Product product) {
        long most = SMALL / ((long) product.n() * product.k());
        boolean divided = isLarge(product) && !product.transposeLeft() && most >= SHORTEST;
        return divided ? Math.min(product.m(), Integer.highestOneBit((int) most)) : product.m();
    }

    /** How much of the sum one call adds up. */
    static int lengthOfCall(Product product) {
        long most = Math.min(LONGEST_SUM, SMALL / ((long) product.m() * product.n())) / ALIGNMENT * ALIGNMENT;
        boolean divided = isLarge(product) && product.transposeLeft() && most >= SHORTEST;
        return divided ? (int) Math.min(product.k(), most) : product.k();
    }

    private static boolean isLarge(Product product) {
        return product.work() > SMALL && !product.transposeRight();
    }

    @Override
    public void run() {
        long stamp = Natives.lock().readLock();
        try {
            for (Call call : calls) {
                multiply(call);
            }
        } finally {
            Natives.lock().unlockRead(stamp);
        }
    }

    private void multiply(Call call) {
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                product.transposeLeft() ? openblas.CblasTrans : openblas.CblasNoTrans,
                product.transposeRight() ? openblas.CblasTrans : openblas.CblasNoTrans,
                call.m,
                product.n(),
                call.k,
                1f,
                call.left,
                product.leftStride(),
                call.right,
                product.rightStride(),
                call.beta,
                call.result,
                product.n());
    }
}
