package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** (x - mean) / sqrt(variance + epsilon) of each row. */
final class NormaliseKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final float epsilon;
    private final Rows rows;
    private final float[] x;
    private final float[] square;

    NormaliseKernel(Storage from, Storage to, float epsilon, Rows rows) {
        this.from = from;
        this.to = to;
        this.epsilon = epsilon;
        this.rows = rows;
        this.x = rows.array();
        this.square = rows.array();
    }

    @Override
    public void run() {
        for (int at = 0; at < to.size(); at += x.length) {
            int n = Math.min(x.length, to.size() - at);
            from.load(at, x, 0, n);
            Rows.subtract(x, rows.means(x, n), x, n);
            Rows.multiply(x, x, square, n);
            Rows.multiply(x, rows.roots(square, n, epsilon), x, n);
            to.store(at, x, 0, n);
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
