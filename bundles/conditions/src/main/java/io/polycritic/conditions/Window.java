package io.polycritic.conditions;

/**
 * A statistic of the newest n values of a series that is kept up to date value by value. What it says is a function of
 * the last n values and of how many there were altogether, and of nothing else, so it can be made again from those
 * values and continues bit for bit.
 */
interface Window {
    /**
     * Takes the next value.
     *
     * @param index how many values of the series there were before it
     * @param value the value
     * @param dropped the value that leaves the window; meaningless while it fills up
     */
    void add(long index, double value, double dropped);

    /** The statistic; asked for only when the window is full. */
    double value();

    /** Makes the window of a reading, or null where none is needed. */
    static Window of(Reading reading) {
        int n = reading.window();
        return switch (reading.statistic()) {
            case SUM -> new FoldWindow(n, Double::sum, sum -> sum);
            case MEAN -> new FoldWindow(n, Double::sum, sum -> sum / n);
            case MIN -> new FoldWindow(n, Math::min, least -> least);
            case MAX -> new FoldWindow(n, Math::max, greatest -> greatest);
            case STD -> new SpreadWindow(n);
            case SLOPE -> new TrendWindow(n);
            case MEDIAN -> new MedianWindow(n);
            case LAST, FINITE, COUNT, AGE, BEFORE, BEFORE_STD -> null;
        };
    }
}
