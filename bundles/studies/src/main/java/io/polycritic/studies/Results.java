package io.polycritic.studies;

import io.polycritic.studies.StudySpec.Bar;
import io.polycritic.studies.StudySpec.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the runs of a study have measured: one number for each arm, metric and seed. */
final class Results {
    private final StudySpec study;
    private final List<String> arms;
    private final List<Long> seeds;
    private final Map<String, double[]> samples = new LinkedHashMap<>();

    Results(StudySpec study, List<String> arms, List<Long> seeds) {
        this.study = study;
        this.arms = arms;
        this.seeds = seeds;
        for (String arm : arms) {
            for (Metric metric : study.metrics()) {
                double[] empty = new double[seeds.size()];
                java.util.Arrays.fill(empty, Double.NaN);
                samples.put(arm + "/" + metric.name(), empty);
            }
        }
    }

    /** Takes the numbers of one run, by the names of metrics. */
    void put(String arm, long seed, Map<String, Double> metrics) {
        for (Metric metric : study.metrics()) {
            samples.get(arm + "/" + metric.name())[seeds.indexOf(seed)] =
                    metrics.getOrDefault(metric.name(), Double.NaN);
        }
    }

    private double[] of(String arm, String metric) {
        return samples.get(arm + "/" + metric);
    }

    /** One row for each metric and arm. */
    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Metric metric : study.metrics()) {
            for (String arm : arms) {
                Statistics.Interval own = Statistics.interval(of(arm, metric.name()));
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("metric", metric.name());
                row.put("arm", arm);
                row.put("iqm", own.estimate());
                row.put("low", own.low());
                row.put("high", own.high());
                if (!arm.equals(study.method())) {
                    Statistics.Interval ahead =
                            Statistics.paired(of(study.method(), metric.name()), of(arm, metric.name()));
                    row.put("methodMinusArm", ahead.estimate());
                    row.put("differenceLow", ahead.low());
                    row.put("differenceHigh", ahead.high());
                }
                List<Double> values = new ArrayList<>();
                for (double value : of(arm, metric.name())) {
                    values.add(value);
                }
                row.put("samples", values);
                rows.add(row);
            }
        }
        return rows;
    }

    /** A bar and whether it is reached. */
    record Verdict(String text, boolean reached) {}

    /** Judges the bars that are about arms which were run. */
    List<Verdict> judge(List<Bar> bars) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Bar bar : bars) {
            if (arms.contains(bar.arm()) && (bar.against() == null || arms.contains(bar.against()))) {
                verdicts.add(judge(bar));
            }
        }
        return verdicts;
    }

    private Verdict judge(Bar bar) {
        double[] own = of(bar.arm(), bar.metric());
        double iqm = Statistics.interquartileMean(own);
        String name = bar.metric() + " of " + bar.arm();
        if (bar.atLeast() != null) {
            return new Verdict(text("%s >= %s: %s", name, bar.atLeast(), iqm), iqm >= bar.atLeast());
        } else if (bar.atMost() != null) {
            return new Verdict(text("%s <= %s: %s", name, bar.atMost(), iqm), iqm <= bar.atMost());
        }
        double[] other = of(bar.against(), bar.metric());
        if (bar.factor() != null) {
            double limit = bar.factor() * Statistics.interquartileMean(other);
            return new Verdict(
                    text("%s <= %s times that of " + bar.against() + ": %s", name, bar.factor(), iqm)
                            + text(" (%s is the limit)", limit),
                    iqm <= limit);
        }
        boolean lower = study.metrics().stream()
                .anyMatch(metric ->
                        metric.name().equals(bar.metric()) && metric.better().equals("lower"));
        Statistics.Interval ahead = lower ? Statistics.paired(other, own) : Statistics.paired(own, other);
        return new Verdict(
                text("%s ahead of " + bar.against() + " by %s: %s", name, bar.by(), ahead.estimate())
                        + text(" [%s, %s]", ahead.low(), ahead.high()),
                ahead.low() >= bar.by());
    }

    /** The comparison as text. */
    String table() {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"metric", "arm", "IQM", "95 % interval", study.method() + " - arm", "95 % interval"});
        for (Map<String, Object> row : rows()) {
            boolean baseline = row.containsKey("methodMinusArm");
            cells.add(new String[] {
                (String) row.get("metric"),
                (String) row.get("arm"),
                number(row.get("iqm")),
                "[" + number(row.get("low")) + ", " + number(row.get("high")) + "]",
                baseline ? number(row.get("methodMinusArm")) : "",
                baseline ? "[" + number(row.get("differenceLow")) + ", " + number(row.get("differenceHigh")) + "]" : ""
            });
        }
        StringBuilder table = new StringBuilder();
        for (String[] line : cells) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < line.length; column++) {
                int at = column;
                int width =
                        cells.stream().mapToInt(cell -> cell[at].length()).max().orElse(0);
                text.append(line[column]).append(" ".repeat(width - line[column].length() + 2));
            }
            table.append(text.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    static String text(String format, Object... values) {
        Object[] shown = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            shown[i] = values[i] instanceof Double number ? number(number) : values[i];
        }
        return String.format(Locale.ROOT, format, shown);
    }

    private static String number(Object value) {
        double number = (Double) value;
        return number != 0 && Math.abs(number) < 0.001
                ? String.format(Locale.ROOT, "%.1e", number)
                : String.format(Locale.ROOT, "%.3f", number);
    }
}
