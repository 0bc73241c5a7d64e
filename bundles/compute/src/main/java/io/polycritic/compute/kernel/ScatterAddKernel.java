package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** Rows added up by index, in their order; those with an index outside of {@code rows} are left out. */
final class ScatterAddKernel implements ArrayKernel {
    private final Storage from;
    private final Storage indices;
    private final Storage to;
    private final int rows;
    private final int width;
    private final float[] row;
    private final float[] sum;

    ScatterAddKernel(Storage from, Storage indices, Storage to, int rows) {
        this.from = from;
        this.indices = indices;
        this.to = to;
        this.rows = rows;
        this.width = indices.size() == 0 ? 0 : from.size() / indices.size();
        this.row = new float[width];
        this.sum = new float[width];
    }

    @Override
    public void run() {
        to.fill(0, to.size(), 0f);
        for (int i = 0; i < indices.size(); i++) {
            float index = indices.get(i);
            if (!(index >= 0 && index < rows)) {
                continue;
            }
            if (width == 1) {
                to.put((int) index, to.get((int) index) + from.get(i));
            } else {
                from.load(i * width, row, 0, width);
                to.load((int) index * width, sum, 0, width);
                add(sum, row, width);
                to.store((int) index * width, sum, 0, width);
            }
        }
    }

    static void add(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            x[j] += y[j];
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
