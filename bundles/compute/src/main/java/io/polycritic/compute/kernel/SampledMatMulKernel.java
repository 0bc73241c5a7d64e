package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Csr;
import io.polycritic.compute.plan.Storage;

/** Products of rows, one for each place of a sparse matrix. */
final class SampledMatMulKernel implements ArrayKernel {
    private final Csr pattern;
    private final Storage left;
    private final Storage right;
    private final Storage result;
    private final float[] x;
    private final float[] y;

    SampledMatMulKernel(Csr pattern, Storage left, Storage right, Storage result, int width) {
        this.pattern = pattern;
        this.left = left;
        this.right = right;
        this.result = result;
        this.x = new float[width];
        this.y = new float[width];
    }

    @Override
    public void run() {
        for (int row = 0; row < pattern.rows(); row++) {
            left.load(row * x.length, x, 0, x.length);
            for (int z = pattern.start(row); z < pattern.start(row + 1); z++) {
                right.load(pattern.column(z) * y.length, y, 0, y.length);
                result.put(z, dot(x, y));
            }
        }
    }

    /** Two sums side by side, because one waits for each addition. */
    private static float dot(float[] x, float[] y) {
        float even = 0;
        float odd = 0;
        int j = 0;
        for (; j + 1 < x.length; j += 2) {
            even += x[j] * y[j];
            odd += x[j + 1] * y[j + 1];
        }
        return j < x.length ? even + odd + x[j] * y[j] : even + odd;
    }

    @Override
    public Storage result() {
        return result;
    }
}
