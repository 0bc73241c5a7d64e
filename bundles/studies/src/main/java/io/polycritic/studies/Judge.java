package io.polycritic.studies;

import io.polycritic.api.control.StudyBar;
import io.polycritic.api.control.StudyInterval;
import io.polycritic.studies.StudySpec.Bar;
import io.polycritic.studies.StudySpec.Ceiling;
import io.polycritic.studies.StudySpec.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Says of each bar whether it is reached. */
final class Judge {
    private final Outcomes outcomes;
    private final Plan plan;
    private final Comparison comparison;

    Judge(Outcomes outcomes, Comparison comparison) {
        this.outcomes = outcomes;
        this.plan = outcomes.plan();
        this.comparison = comparison;
    }

    /** Judges the bars that are about arms and worlds which were run. */
    List<StudyBar> judge() {
        return plan.bars().stream().filter(this::applies).map(this::judge).toList();
    }

    /** Whether all that a bar names was run. */
    boolean applies(Bar bar) {
        Set<String> arms = Set.copyOf(plan.armNames());
        return arms.contains(bar.arm())
                && (bar.against() == null || arms.contains(bar.against()))
                && (bar.minus() == null
                        || arms.containsAll(
                                List.of(bar.minus().arm(), bar.minus().against())))
                && (bar.ceiling() == null || arms.contains(bar.ceiling().arm()))
                && (bar.world() == null || plan.worldNames().contains(bar.world()));
    }

    private StudyBar judge(Bar bar) {
        if (bar.inWorlds() == null) {
            Verdict verdict = verdict(bar, bar.world() == null ? plan.worldNames() : List.of(bar.world()));
            String where = bar.world() == null ? "" : " in " + bar.world();
            return new StudyBar(verdict.text + where, bar.metric(), verdict.reached, !bar.report(), verdict.found);
        }
        List<Verdict> each = plan.worldNames().stream()
                .map(world -> verdict(bar, List.of(world)))
                .toList();
        List<String> texts = IntStream.range(0, each.size())
                .mapToObj(i -> plan.worldNames().get(i) + (each.get(i).reached ? " yes, " : " no, ") + each.get(i).text)
                .toList();
        long reached = each.stream().filter(Verdict::reached).count();
        return new StudyBar(
                "in at least " + bar.inWorlds() + " worlds: " + String.join("; ", texts),
                bar.metric(),
                reached >= bar.inWorlds(),
                !bar.report(),
                verdict(bar, plan.worldNames()).found);
    }

    private record Verdict(String text, boolean reached, StudyInterval found) {}

    private Verdict verdict(Bar bar, List<String> worlds) {
        Metric metric = plan.study().metrics().stream()
                .filter(each -> each.name().equals(bar.metric()))
                .findFirst()
                .orElseThrow();
        return bar.compares() ? compared(bar, metric, worlds) : alone(bar, metric, worlds);
    }

    private Verdict alone(Bar bar, Metric metric, List<String> worlds) {
        double[][] values = outcomes.values(metric.name(), bar.arm(), worlds);
        String limits = (bar.atLeast() == null ? "" : " >= " + Texts.number(bar.atLeast()))
                + (bar.atMost() == null ? "" : " <= " + Texts.number(bar.atMost()));
        String name = bar.metric() + " of " + bar.arm();
        StudyInterval own = comparison.own(metric, bar.arm(), worlds);
        double[] all = Comparison.flat(values);
        if (bar.seeds() != null) {
            long holding = IntStream.range(0, plan.seeds().size())
                    .filter(seed -> Arrays.stream(values).allMatch(world -> within(bar, world[seed])))
                    .count();
            return new Verdict(
                    name + limits + " in at least " + bar.seeds() + " of "
                            + plan.seeds().size() + " seeds: in " + holding + range(all),
                    holding >= bar.seeds(),
                    own);
        }
        if (bar.runs() != null) {
            long holding =
                    Arrays.stream(all).filter(value -> within(bar, value)).count();
            return new Verdict(
                    name + limits + " in at least " + bar.runs() + " of " + all.length + " runs: in " + holding
                            + range(all),
                    holding >= bar.runs(),
                    own);
        }
        String of = Objects.requireNonNullElse(bar.of(), "iqm");
        if (of.equals("every")) {
            return new Verdict(
                    name + limits + " in every run:" + range(all),
                    Arrays.stream(all).allMatch(value -> within(bar, value)),
                    own);
        }
        double value = of.equals("mean") ? Arrays.stream(all).average().orElse(Double.NaN) : own.estimate();
        return new Verdict(name + limits + ": " + Texts.number(value), within(bar, value), own);
    }

    private static String range(double... values) {
        return " [" + Texts.number(Arrays.stream(values).min().orElse(Double.NaN)) + " to "
                + Texts.number(Arrays.stream(values).max().orElse(Double.NaN)) + "]";
    }

    private static boolean within(Bar bar, double value) {
        return !Double.isNaN(value)
                && (bar.atLeast() == null || value >= bar.atLeast())
                && (bar.atMost() == null || value <= bar.atMost());
    }

    private boolean full(Ceiling ceiling, Metric metric, List<String> worlds) {
        return ceiling != null && comparison.own(metric, ceiling.arm(), worlds).estimate() >= ceiling.atLeast();
    }

    private Verdict compared(Bar bar, Metric metric, List<String> worlds) {
        String name = bar.metric() + " of " + bar.arm();
        if (bar.by() != null) {
            StudyInterval ahead = bar.minus() == null
                    ? comparison.ahead(metric, bar.arm(), bar.against(), worlds)
                    : comparison.aheadBeyond(metric, bar.arm(), bar.against(), bar.minus(), worlds);
            String beyond = bar.minus() == null
                    ? ""
                    : ", beyond " + bar.minus().arm() + " of " + bar.minus().against() + ",";
            boolean full = full(bar.ceiling(), metric, worlds);
            double by = full ? bar.ceiling().by() : bar.by();
            String why = full ? " (" + bar.ceiling().arm() + " is at the ceiling)" : "";
            return new Verdict(
                    name + " ahead of " + bar.against() + beyond + " by " + Texts.number(by) + why + ": "
                            + Texts.interval(ahead),
                    ahead.low() >= by,
                    ahead);
        }
        StudyInterval own = comparison.own(metric, bar.arm(), worlds);
        double other = comparison.own(metric, bar.against(), worlds).estimate();
        boolean most = bar.factor() != null;
        double limit = (most ? bar.factor() : bar.times()) * other;
        return new Verdict(
                name + (most ? " <= " : " >= ") + Texts.number(most ? bar.factor() : bar.times()) + " times that of "
                        + bar.against() + ": " + Texts.number(own.estimate()) + " (" + Texts.number(limit)
                        + " is the limit)",
                most ? own.estimate() <= limit : own.estimate() >= limit,
                own);
    }
}
