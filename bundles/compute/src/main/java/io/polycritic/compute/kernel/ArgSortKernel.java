package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/**
 * The indices that sort each row of {@code length} numbers: a merge sort from short runs up, which keeps ties in order.
 */
final class ArgSortKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final int length;
    private int[] order;
    private int[] merged;
    private final float[] x;

    ArgSortKernel(Storage from, Storage to, int length) {
        this.from = from;
        this.to = to;
        this.length = length;
        this.order = new int[length];
        this.merged = new int[length];
        this.x = new float[length];
    }

    @Override
    public void run() {
        for (int row = 0; row < to.size(); row += length) {
            for (int i = 0; i < length; i++) {
                order[i] = i;
            }
            from.load(row, x, 0, length);
            sort();
            for (int i = 0; i < length; i++) {
                to.put(row + i, order[i]);
            }
        }
    }

    private void sort() {
        for (int run = 1; run < length; run *= 2) {
            for (int left = 0; left < length; left += 2 * run) {
                merge(left, Math.min(left + run, length), Math.min(left + 2 * run, length));
            }
            int[] swap = order;
            order = merged;
            merged = swap;
        }
    }

    private void merge(int left, int middle, int right) {
        int i = left;
        int j = middle;
        for (int k = left; k < right; k++) {
            boolean takeLeft = j >= right || i < middle && Float.compare(x[order[i]], x[order[j]]) <= 0;
            merged[k] = takeLeft ? order[i++] : order[j++];
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
