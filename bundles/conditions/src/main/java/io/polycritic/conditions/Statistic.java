package io.polycritic.conditions;

import java.util.Arrays;
import java.util.List;

/** What can be asked of a series. */
enum Statistic {
    LAST("last", false, "the newest value"),
    MEAN("mean", true, "mean of the newest n values"),
    SUM("sum", true, "sum of the newest n values"),
    MIN("min", true, "smallest of the newest n values"),
    MAX("max", true, "largest of the newest n values"),
    STD("std", true, "standard deviation of the newest n values (divided by n)"),
    MEDIAN("median", true, "median of the newest n values; the mean of the middle two where n is even"),
    SLOPE("slope", true, "slope of the least-squares line through the newest n values, per value"),
    FINITE("finite", false, "a test: whether the newest value is neither infinite nor NaN"),
    COUNT("count", false, "how many values came since the mark, or since the run began where there is no mark"),
    AGE("age", false, "how many updates ago the newest value came; since the run began where there was none"),
    BEFORE("before", true, "mean of the n values before the mark"),
    BEFORE_STD("beforeStd", true, "standard deviation of the n values before the mark");

    private final String function;
    private final boolean windowed;
    private final String text;

    Statistic(String function, boolean windowed, String text) {
        this.function = function;
        this.windowed = windowed;
        this.text = text;
    }

    /** The name of the function that asks for it. */
    String function() {
        return function;
    }

    /** Whether it takes a number of values besides the series. */
    boolean windowed() {
        return windowed;
    }

    /** What it is, in one phrase. */
    String text() {
        return text;
    }

    /** Whether it looks back from the mark, that is from a swap, rather than from now. */
    boolean beforeMark() {
        return this == BEFORE || this == BEFORE_STD;
    }

    /** The longest window that may be asked for. */
    int longest() {
        return beforeMark() ? Condition.LONGEST_BEFORE : this == MEDIAN ? Condition.LONGEST_MEDIAN : Condition.LONGEST;
    }

    /** How it is written. */
    String usage() {
        return function + (windowed ? "('<slot>/<series>', n)" : "('<slot>/<series>')");
    }

    static List<String> functions() {
        return Arrays.stream(values()).map(Statistic::function).toList();
    }
}
