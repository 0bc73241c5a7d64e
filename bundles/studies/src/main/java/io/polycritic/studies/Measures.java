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
import java.util.stream.DoubleStream;

/** Reads from a run that is done what a study compares. */
final class Measures {
    private static final int ALL = Integer.MAX_VALUE;

    private Measures() {}

    /**
     * What a run has of one metric.
     *
     * @param value its number, NaN where the run has none
     * @param items the samples behind it, empty unless they take part in the comparison
     * @param series how it came along; empty where that is no matter
     */
    record Measured(double value, double[] items, SeriesView series) {}

    static Measured of(RunControl runs, RunView run, Metric metric) {
        if (metric.samples()) {
            double[] items = runs.samples(run.run()).stream()
                    .filter(samples -> samples.name().equals(metric.series()))
                    .map(SamplesView::values)
                    .findFirst()
                    .orElseGet(() -> new double[] {last(run, metric.series())});
            return new Measured(last(run, metric.series()), items, empty(metric));
        }
        SeriesView series = runs.metrics(run.run(), List.of(metric.series()), ALL).stream()
                .findFirst()
                .orElseGet(() -> empty(metric));
        if (metric.dip() != null) {
            return new Measured(dip(series, metric.dip()), new double[0], empty(metric));
        }
        if (metric.best()) {
            return new Measured(best(series, metric.better()), new double[0], series);
        }
        return new Measured(metric.area() ? area(series) : last(run, metric.series()), new double[0], series);
    }

    private static double last(RunView run, String series) {
        Map<String, Double> metrics = run.metrics();
        return metrics.getOrDefault(series, Double.NaN);
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
