package io.polycritic.runtime.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * The middle and the ends of several figures.
 *
 * @param min the least
 * @param median the middle one; of an even number the mean of the two in the middle
 * @param max the greatest
 * @param values all, in the order in which they were measured
 */
record Spread(double min, double median, double max, List<Double> values) {
    static Spread of(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(size - 1), List.copyOf(values));
    }
}
