package io.polycritic.api.control;

import java.util.List;

/**
 * Cases that differ in one size.
 *
 * @param name the size's name: {@code critics}, {@code width}, {@code batch} or {@code lanes}
 * @param title one line: what is done, and what the other sizes are
 * @param points the cases, the smallest size first
 */
public record BenchSeries(String name, String title, List<Point> points) {
    /**
     * One case of a series.
     *
     * @param size the size
     * @param caseName the name by which the case can be measured
     */
    public record Point(int size, String caseName) {}
}
