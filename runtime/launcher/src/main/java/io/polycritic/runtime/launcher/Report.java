package io.polycritic.runtime.launcher;

import io.polycritic.api.control.RunView;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run came to. */
final class Report {
    private static final String EVALUATORS = "evaluators.";

    private Report() {}

    /** Whether a series holds an evaluator's measure. */
    static boolean measure(String series) {
        return series.startsWith(EVALUATORS);
    }

    /** As one JSON object; the metrics are sorted by name. */
    static Map<String, Object> document(RunView run) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", run.run());
        document.put("name", run.name());
        document.put("seed", run.seed());
        document.put("state", run.state());
        document.put("steps", run.steps());
        document.put("budget", run.budget());
        document.put("updates", run.updates());
        document.put("episodes", run.episodes());
        document.put("seconds", run.seconds());
        document.put("stepsPerSecond", run.seconds() > 0 ? run.steps() / run.seconds() : 0.0);
        document.put("parameterHash", run.parameterHash());
        document.put("metrics", new TreeMap<>(run.metrics()));
        document.put("problem", run.problem());
        return document;
    }

    /** As text: one line on the run, then what each evaluator measured last. */
    static String text(RunView run) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s is %s: %,d steps, %,d updates, %,d episodes in %s (%,.0f steps/s)%nparameters %s",
                run.run(),
                run.state(),
                run.steps(),
                run.updates(),
                run.episodes(),
                Progress.time(run.seconds()),
                run.seconds() > 0 ? run.steps() / run.seconds() : 0,
                run.parameterHash().isEmpty() ? "not saved yet" : run.parameterHash()));
        Table table = new Table("evaluator", "measure", "value");
        int rows = 0;
        for (Map.Entry<String, Double> metric : new TreeMap<>(run.metrics()).entrySet()) {
            if (measure(metric.getKey())) {
                int slash = metric.getKey().indexOf('/');
                table.row(
                        metric.getKey().substring(EVALUATORS.length(), slash),
                        metric.getKey().substring(slash + 1),
                        Progress.number(metric.getValue()));
                rows++;
            }
        }
        return rows == 0
                ? text.toString()
                : text.append(System.lineSeparator()).append(table).toString();
    }
}
