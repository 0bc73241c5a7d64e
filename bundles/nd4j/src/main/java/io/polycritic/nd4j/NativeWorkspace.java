package io.polycritic.nd4j;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Matrix;
import io.polycritic.compute.blas.Product;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Native copies of the operands. Copying them in and out costs less than passing arrays, for which JavaCPP allocates
 * and copies as well (figures in the compute bundle's README).
 */
final class NativeWorkspace implements Blas.Workspace {
    private final FloatPointer left;
    private final FloatPointer right;
    private final FloatPointer result;

    private NativeWorkspace(long left, long right, long result) {
        this.left = new FloatPointer(left);
        this.right = new FloatPointer(right);
        this.result = new FloatPointer(result);
    }

    static NativeWorkspace of(List<Product> products) {
        long left = 1;
        long right = 1;
        long result = 1;
        for (Product product : products) {
            left = Math.max(left, (long) product.m() * product.k());
            right = Math.max(right, (long) product.k() * product.n());
            result = Math.max(result, (long) product.m() * product.n());
        }
        return new NativeWorkspace(left, right, result);
    }

    @Override
    public void multiply(Product product, Matrix a, Matrix b, Matrix c) {
        int m = product.m();
        int n = product.n();
        int k = product.k();
        left.put(a.values(), a.offset(), m * k);
        right.put(b.values(), b.offset(), k * n);
        if (product.beta() != 0) {
            result.put(c.values(), c.offset(), m * n);
        }
        long stamp = Natives.lock().readLock();
        try {
            openblas.cblas_sgemm(
                    openblas.CblasRowMajor,
                    product.transposeLeft() ? openblas.CblasTrans : openblas.CblasNoTrans,
                    product.transposeRight() ? openblas.CblasTrans : openblas.CblasNoTrans,
                    m,
                    n,
                    k,
                    product.alpha(),
                    left,
                    product.transposeLeft() ? m : k,
                    right,
                    product.transposeRight() ? k : n,
                    product.beta(),
                    result,
                    n);
        } finally {
            Natives.lock().unlockRead(stamp);
        }
        result.get(c.values(), c.offset(), m * n);
    }

    @Override
    public void close() {
        left.close();
        right.close();
        result.close();
    }
}
