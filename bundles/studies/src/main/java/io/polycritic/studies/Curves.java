package io.polycritic.studies;

import io.polycritic.api.control.SeriesView;
import io.polycritic.api.control.StudyCurve;
import io.polycritic.api.control.StudyInterval;
import io.polycritic.api.control.StudyProfile;
import io.polycritic.studies.StudySpec.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Sample-efficiency curves and performance profiles (Agarwal et al. 2021, sections 4.2 and 5). */
final class Curves {
    private static final int POINTS = 24;
    private static final int THRESHOLDS = 32;

    private final Outcomes outcomes;
    private final Plan plan;

    Curves(Outcomes outcomes) {
        this.outcomes = outcomes;
        this.plan = outcomes.plan();
    }

    /** A curve for each metric and arm of which every run has at least two points. */
    List<StudyCurve> curves() {
        List<StudyCurve> curves = new ArrayList<>();
        for (Metric metric : plan.study().metrics()) {
            for (String arm : plan.armNames()) {
                List<List<SeriesView>> series = outcomes.series(metric.name(), arm);
                if (series.stream().flatMap(List::stream).allMatch(one -> one.steps().length > 1)) {
                    curves.add(curve(metric.name(), arm, series));
                }
            }
        }
        return curves;
    }

    private static StudyCurve curve(String metric, String arm, List<List<SeriesView>> series) {
        List<SeriesView> all = series.stream().flatMap(List::stream).toList();
        long first = all.stream().mapToLong(one -> one.steps()[0]).max().orElse(0);
        long last = all.stream()
                .mapToLong(one -> one.steps()[one.steps().length - 1])
                .min()
                .orElse(0);
        long[] steps = IntStream.range(0, POINTS)
                .mapToLong(i -> first + Math.round((double) (last - first) * i / (POINTS - 1)))
                .distinct()
                .toArray();
        List<StudyInterval> points = new ArrayList<>();
        for (long step : steps) {
            double[][] strata = series.stream()
                    .map(world ->
                            world.stream().mapToDouble(one -> at(one, step)).toArray())
                    .toArray(double[][]::new);
            points.add(Statistics.pointwise(strata, Statistics::interquartileMean));
        }
        return new StudyCurve(metric, arm, LongStream.of(steps).boxed().toList(), points);
    }

    /** The value of a series at a number of steps, linear between its points. */
    static double at(SeriesView series, long step) {
        long[] steps = series.steps();
        int found = Arrays.binarySearch(steps, step);
        if (found >= 0) {
            return series.values()[found];
        }
        int next = Math.min(Math.max(-found - 1, 1), steps.length - 1);
        double share = (double) (step - steps[next - 1]) / (steps[next] - steps[next - 1]);
        return (1 - share) * series.values()[next - 1] + share * series.values()[next];
    }

    /** A profile for each metric and arm. */
    List<StudyProfile> profiles() {
        List<StudyProfile> profiles = new ArrayList<>();
        for (Metric metric : plan.study().metrics()) {
            double[] all = plan.armNames().stream()
                    .flatMapToDouble(arm ->
                            Arrays.stream(Comparison.flat(outcomes.values(metric.name(), arm, plan.worldNames()))))
                    .filter(Double::isFinite)
                    .toArray();
            double least = Arrays.stream(all).min().orElse(0);
            double most = Arrays.stream(all).max().orElse(0);
            if (least < most) {
                double[] thresholds = IntStream.range(0, THRESHOLDS)
                        .mapToDouble(i -> least + (most - least) * i / (THRESHOLDS - 1))
                        .toArray();
                plan.armNames().forEach(arm -> profiles.add(profile(metric.name(), arm, thresholds)));
            }
        }
        return profiles;
    }

    private StudyProfile profile(String metric, String arm, double... thresholds) {
        double[][] values = outcomes.values(metric, arm, plan.worldNames());
        return new StudyProfile(
                metric,
                arm,
                Arrays.stream(thresholds).boxed().toList(),
                Arrays.stream(thresholds)
                        .mapToObj(threshold ->
                                Statistics.pointwise(values, samples -> Statistics.shareAbove(threshold, samples)))
                        .toList());
    }
}
