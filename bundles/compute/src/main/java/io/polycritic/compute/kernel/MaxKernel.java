package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** The largest number along one axis; NaN if there is one. */
final class MaxKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final Layout layout;
    private final float[] row;
    private final float[] largest;

    MaxKernel(Storage from, Storage to, Layout layout) {
        this.from = from;
        this.to = to;
        this.layout = layout;
        this.row = new float[layout.inner() == 1 ? layout.length() : layout.inner()];
        this.largest = new float[layout.inner()];
    }

    @Override
    public void run() {
        int inner = layout.inner();
        for (int outer = 0; outer < layout.outer(); outer++) {
            int at = outer * layout.stride();
            if (inner == 1) {
                from.load(at, row, 0, row.length);
                to.put(outer, largest(row));
                continue;
            }
            from.load(at, largest, 0, inner);
            for (int i = 1; i < layout.length(); i++) {
                from.load(at + i * inner, row, 0, inner);
                raise(largest, row, inner);
            }
            to.store(outer * inner, largest, 0, inner);
        }
    }

    private static float largest(float[] x) {
        float largest = x[0];
        for (int i = 1; i < x.length; i++) {
            largest = Math.max(largest, x[i]);
        }
        return largest;
    }

    private static void raise(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(x[i], y[i]);
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
