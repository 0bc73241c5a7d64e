package io.polycritic.studies;

import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyInterval;
import io.polycritic.studies.StudySpec.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares arms by what their runs have measured, run by run of equal world and seed. */
final class Comparison {
    private final Outcomes outcomes;
    private final Plan plan;

    Comparison(Outcomes outcomes) {
        this.outcomes = outcomes;
        this.plan = outcomes.plan();
    }

    /** The interquartile mean over all runs of an arm in some worlds. */
    StudyInterval own(Metric metric, String arm, List<String> worlds) {
        return metric.samples()
                ? Statistics.hierarchical(outcomes.items(metric.name(), arm, worlds))
                : Statistics.interval(outcomes.values(metric.name(), arm, worlds));
    }

    /** How far one arm is ahead of another one: positive where it is better. */
    StudyInterval ahead(Metric metric, String arm, String other, List<String> worlds) {
        int sign = metric.better().equals("lower") ? -1 : 1;
        if (metric.samples()) {
            return Statistics.hierarchical(minus(
                    outcomes.items(metric.name(), arm, worlds), outcomes.items(metric.name(), other, worlds), sign));
        }
        return Statistics.interval(differences(metric, arm, other, worlds));
    }

    /** How far one arm is ahead of a second one, less how far a third is ahead of a fourth. */
    StudyInterval aheadBeyond(Metric metric, String arm, String other, StudySpec.Pair minus, List<String> worlds) {
        return Statistics.interval(minus(
                differences(metric, arm, other, worlds), differences(metric, minus.arm(), minus.against(), worlds), 1));
    }

    private double[][] differences(Metric metric, String arm, String other, List<String> worlds) {
        int sign = metric.better().equals("lower") ? -1 : 1;
        return minus(outcomes.values(metric.name(), arm, worlds), outcomes.values(metric.name(), other, worlds), sign);
    }

    private StudyInterval improvement(Metric metric, String arm, String other, List<String> worlds) {
        double[][] own = outcomes.values(metric.name(), arm, worlds);
        double[][] others = outcomes.values(metric.name(), other, worlds);
        return metric.better().equals("lower")
                ? Statistics.improvement(others, own)
                : Statistics.improvement(own, others);
    }

    /** All figures: of each metric, over all worlds and in each, of each arm. */
    List<StudyFigure> figures() {
        List<List<String>> scopes = new ArrayList<>(List.of(plan.worldNames()));
        if (plan.worlds().size() > 1) {
            plan.worldNames().forEach(world -> scopes.add(List.of(world)));
        }
        List<StudyFigure> figures = new ArrayList<>();
        for (Metric metric : plan.study().metrics()) {
            for (List<String> worlds : scopes) {
                for (String arm : plan.armNames()) {
                    figures.add(figure(metric, arm, worlds));
                }
            }
        }
        return figures;
    }

    private StudyFigure figure(Metric metric, String arm, List<String> worlds) {
        double[] values = flat(outcomes.values(metric.name(), arm, worlds));
        String method = plan.study().method();
        boolean compared = !arm.equals(method) && !metric.better().equals("neither");
        return new StudyFigure(
                metric.name(),
                metric.better(),
                worlds.equals(plan.worldNames()) ? "" : worlds.get(0),
                arm,
                own(metric, arm, worlds),
                Arrays.stream(values).average().orElse(Double.NaN),
                compared ? ahead(metric, method, arm, worlds) : null,
                compared ? improvement(metric, method, arm, worlds) : null,
                Arrays.stream(values).boxed().toList(),
                outcomes.runs(arm, worlds));
    }

    static double[] flat(double[][] strata) {
        return Arrays.stream(strata).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] minus(double[][] left, double[][] right, int sign) {
        double[][] difference = new double[left.length][];
        for (int w = 0; w < left.length; w++) {
            difference[w] = minus(left[w], right[w], sign);
        }
        return difference;
    }

    private static double[][][] minus(double[][][] left, double[][][] right, int sign) {
        double[][][] difference = new double[left.length][][];
        for (int w = 0; w < left.length; w++) {
            difference[w] = minus(left[w], right[w], sign);
        }
        return difference;
    }

    /** Pairs by index; of items of which one side has more, the rest has no pair and is left out. */
    private static double[] minus(double[] left, double[] right, int sign) {
        double[] difference = new double[Math.min(left.length, right.length)];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = sign * (left[i] - right[i]);
        }
        return difference;
    }
}
