package io.polycritic.studies;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SamplesView;
import io.polycritic.api.control.SeriesView;
import io.polycritic.studies.StudySpec.Dip;
import io.polycritic.studies.StudySpec.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What a study compares of a run that is done; its files are read once for all metrics. */
final class Measures {
    private static final int ALL = Integer.MAX_VALUE;

    private final RunView run;
    private final Map<String, SeriesView> series;
    private final Map<String, double[]> samples;

    Measures(RunControl runs, RunView run, List<Metric> metrics) {
        this.run = run;
        List<String> names = metrics.stream()
                .filter(metric -> !metric.samples())
                .map(Metric::series)
                .distinct()
                .toList();
        // No names would stand for all series.
        List<SeriesView> found = names.isEmpty() ? List.of() : runs.metrics(run.run(), names, ALL);
        this.series = found.stream().collect(Collectors.toMap(SeriesView::name, view -> view));
        boolean sampled = metrics.stream().anyMatch(Metric::samples);
        List<SamplesView> items = sampled ? runs.samples(run.run()) : List.of();
        this.samples = items.stream().collect(Collectors.toMap(SamplesView::name, SamplesView::values));
    }

    /**
     * What a run has of one metric.
     *
     * @param value its number, NaN where the run has none
     * @param items the samples behind it, empty unless they take part in the comparison
     * @param series how it came along; empty where that is no matter
     */
    record Measured(double value, double[] items, SeriesView series) {}

    Measured of(Metric metric) {
        double last = run.metrics().getOrDefault(metric.series(), Double.NaN);
        if (metric.samples()) {
            return new Measured(last, samples.getOrDefault(metric.series(), new double[] {last}), empty(metric));
        }
        SeriesView course = series.getOrDefault(metric.series(), empty(metric));
        if (metric.dip() != null) {
            return new Measured(dip(course, metric.dip()), new double[0], empty(metric));
        }
        if (metric.best()) {
            return new Measured(best(course, metric.better()), new double[0], course);
        }
        return new Measured(metric.area() ? area(course) : last, new double[0], course);
    }

    private static SeriesView empty(Metric metric) {
        return new SeriesView(metric.series(), new long[0], new long[0], new double[0]);
    }

    /** The best value of a series; NaN where it has none. */
    static double best(SeriesView series, String better) {
        DoubleStream values = Arrays.stream(series.values()).filter(value -> !Double.isNaN(value));
        return (better.equals("higher") ? values.max() : values.min()).orElse(Double.NaN);
    }

    /** The mean of a series over the steps that it spans, by the trapezoidal rule: the area under it, per step. */
    static double area(SeriesView series) {
        int last = series.values().length - 1;
        if (last < 1) {
            return last < 0 ? Double.NaN : series.values()[0];
        }
        double sum = 0;
        for (int i = 1; i <= last; i++) {
            sum += (series.values()[i] + series.values()[i - 1]) / 2 * (series.steps()[i] - series.steps()[i - 1]);
        }
        return sum / (series.steps()[last] - series.steps()[0]);
    }

    /** The mean of the values before, less that of the values after; updates without a value do not count. */
    static double dip(SeriesView series, Dip dip) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int i = 0; i < series.updates().length; i++) {
            long update = series.updates()[i];
            if (update > dip.at() - dip.before() && update <= dip.at() + dip.after()) {
                int side = update <= dip.at() ? 0 : 1;
                sums[side] += series.values()[i];
                counts[side]++;
            }
        }
        return sums[0] / counts[0] - sums[1] / counts[1];
    }
}
