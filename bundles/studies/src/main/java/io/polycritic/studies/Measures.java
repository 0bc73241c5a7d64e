package io.polycritic.studies;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SeriesView;
import io.polycritic.studies.StudySpec.Dip;
import io.polycritic.studies.StudySpec.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads from a run that is done what a study compares. */
final class Measures {
    private Measures() {}

    /** One number for each metric, by its name; NaN where the run has none. */
    static Map<String, Double> of(RunControl runs, RunView run, List<Metric> metrics) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            double value = metric.dip() == null
                    ? run.metrics().getOrDefault(metric.series(), Double.NaN)
                    : runs.metrics(run.run(), List.of(metric.series()), Integer.MAX_VALUE).stream()
                            .mapToDouble(series -> dip(series, metric.dip()))
                            .findFirst()
                            .orElse(Double.NaN);
            values.put(metric.name(), value);
        }
        return values;
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
