package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** y (dy - sum(y dy)) of each row. */
final class SoftmaxGradientKernel implements ArrayKernel {
    private final Storage softmax;
    private final Storage adjoint;
    private final Storage to;
    private final Rows rows;
    private final float[] y;
    private final float[] dy;
    private final float[] product;

    SoftmaxGradientKernel(Storage softmax, Storage adjoint, Storage to, int length) {
        this.softmax = softmax;
        this.adjoint = adjoint;
        this.to = to;
        this.rows = new Rows(length);
        this.y = rows.array();
        this.dy = rows.array();
        this.product = rows.array();
    }

    @Override
    public void run() {
        for (int at = 0; at < to.size(); at += y.length) {
            int n = Math.min(y.length, to.size() - at);
            softmax.load(at, y, 0, n);
            adjoint.load(at, dy, 0, n);
            Rows.multiply(y, dy, product, n);
            Rows.subtract(dy, rows.sums(product, n), dy, n);
            Rows.multiply(y, dy, product, n);
            to.store(at, product, 0, n);
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
