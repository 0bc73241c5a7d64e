package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** (dy - mean dy - y mean(dy y)) / deviation of each row, where y is the normalised x. */
final class NormaliseGradientKernel implements ArrayKernel {
    private final Storage argument;
    private final Storage adjoint;
    private final Storage to;
    private final float epsilon;
    private final Rows rows;
    private final float[] y;
    private final float[] dy;
    private final float[] factor;
    private final float[] product;

    NormaliseGradientKernel(Storage argument, Storage adjoint, Storage to, float epsilon, Rows rows) {
        this.argument = argument;
        this.adjoint = adjoint;
        this.to = to;
        this.epsilon = epsilon;
        this.rows = rows;
        this.y = rows.array();
        this.dy = rows.array();
        this.factor = rows.array();
        this.product = rows.array();
    }

    @Override
    public void run() {
        for (int at = 0; at < to.size(); at += y.length) {
            int n = Math.min(y.length, to.size() - at);
            argument.load(at, y, 0, n);
            adjoint.load(at, dy, 0, n);
            Rows.subtract(y, rows.means(y, n), y, n);
            Rows.multiply(y, y, product, n);
            System.arraycopy(rows.roots(product, n, epsilon), 0, factor, 0, n);
            Rows.multiply(y, factor, y, n);
            Rows.multiply(y, dy, product, n);
            Rows.multiply(y, rows.means(product, n), y, n);
            Rows.subtract(dy, rows.means(dy, n), dy, n);
            Rows.subtract(dy, y, dy, n);
            Rows.multiply(dy, factor, dy, n);
            to.store(at, dy, 0, n);
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
