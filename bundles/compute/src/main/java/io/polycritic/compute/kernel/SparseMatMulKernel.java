package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Csr;
import io.polycritic.compute.plan.Storage;

/** A sparse matrix, or its transpose, times a dense one: multiples of rows added up. */
final class SparseMatMulKernel implements ArrayKernel {
    private final Csr pattern;
    private final boolean transposed;
    private final Storage values;
    private final Storage dense;
    private final Storage result;
    private final float[] row;
    private final float[] sum;

    SparseMatMulKernel(Csr pattern, boolean transposed, Storage values, Storage dense, Storage result, int width) {
        this.pattern = pattern;
        this.transposed = transposed;
        this.values = values;
        this.dense = dense;
        this.result = result;
        this.row = new float[width];
        this.sum = new float[width];
    }

    @Override
    public void run() {
        result.fill(0, result.size(), 0f);
        for (int at = 0; at < pattern.rows(); at++) {
            for (int z = pattern.start(at); z < pattern.start(at + 1); z++) {
                int column = pattern.column(z);
                add(values.get(z), transposed ? at : column, transposed ? column : at);
            }
        }
    }

    private void add(float factor, int source, int target) {
        int width = row.length;
        dense.load(source * width, row, 0, width);
        result.load(target * width, sum, 0, width);
        multiplyAdd(factor, row, sum);
        result.store(target * width, sum, 0, width);
    }

    private static void multiplyAdd(float factor, float[] x, float[] y) {
        for (int j = 0; j < x.length; j++) {
            y[j] += factor * x[j];
        }
    }

    @Override
    public Storage result() {
        return result;
    }
}
