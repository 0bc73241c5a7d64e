package io.polycritic.conditions;

/**
 * The slope of the least-squares line through a window, per value: the sum of (i - (n-1)/2) y_i over n (n^2 - 1) / 12,
 * where y_0 is the oldest value. NaN where a value is not finite, and for a window of one.
 */
final class TrendWindow implements Window {
    private final int length;

    /** Of the values, and of the values times their leaf. */
    private final FoldWindow sums;

    private final FoldWindow moments;

    /** The leaf of the oldest value. */
    private int head;

    TrendWindow(int length) {
        this.length = length;
        this.sums = new FoldWindow(length, Double::sum, sum -> sum);
        this.moments = new FoldWindow(length, Double::sum, sum -> sum);
    }

    @Override
    public void add(long index, double value, double dropped) {
        int leaf = (int) (index % length);
        sums.add(index, value, dropped);
        moments.add(index, leaf * value, dropped);
        head = (leaf + 1) % length;
    }

    /** Leaf j holds the value of age i = j - head, and n more where j is below head. */
    @Override
    public double value() {
        double n = length;
        double sum = sums.total();
        double moment = moments.total() - head * sum + n * sums.sumOfFirst(head);
        double slope = (moment - (n - 1) / 2 * sum) / (n * (n * n - 1) / 12);
        return Double.isFinite(slope) ? slope : Double.NaN;
    }
}
