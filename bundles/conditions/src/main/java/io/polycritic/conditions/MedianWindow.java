package io.polycritic.conditions;

import java.util.Arrays;

/** The median of a window: its values are kept sorted, NaN behind everything else. NaN where a value is NaN. */
final class MedianWindow implements Window {
    private final double[] sorted;
    private int size;

    MedianWindow(int length) {
        this.sorted = new double[length];
    }

    @Override
    public void add(long index, double value, double dropped) {
        if (size == sorted.length) {
            int at = Arrays.binarySearch(sorted, 0, size, dropped);
            System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
            size--;
        }
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
    }

    @Override
    public double value() {
        if (Double.isNaN(sorted[size - 1])) {
            return Double.NaN;
        }
        double low = sorted[(size - 1) / 2];
        double high = sorted[size / 2];
        return low == high ? low : low / 2 + high / 2;
    }
}
