package io.polycritic.runtime.launcher;

import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Shows how far a run is: on a terminal one line that is written over, else a new line now and then. */
final class Progress {
    private static final long REWRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_METRICS = 4;

    private final Terminal terminal;
    private final int width;
    private final long interval;
    private long last;
    private RunState state = RunState.RUNNING;

    /**
     * Makes the display.
     *
     * @param terminal where to write
     * @param width the longest line
     */
    Progress(Terminal terminal, int width) {
        this.terminal = terminal;
        this.width = width;
        this.interval = terminal.rewritable() ? REWRITE_NANOS : LINE_NANOS;
        this.last = System.nanoTime() - interval + TimeUnit.SECONDS.toNanos(1);
    }

    void show(RunView run) {
        if (run.state() != state) {
            state = run.state();
            if (state == RunState.DONE || state == RunState.STOPPED) {
                return;
            }
            String why = run.problem() == null ? "" : ": " + run.problem().message();
            terminal.note(run.run() + " is " + state + why);
        }
        long now = System.nanoTime();
        if (state == RunState.RUNNING && now - last >= interval) {
            last = now;
            String line = line(run);
            boolean cut = terminal.rewritable() && line.length() >= width;
            terminal.progress(cut ? line.substring(0, width - 1) : line);
        }
    }

    /** For example {@code slim-1 42 % 420,000 of 1,000,000 steps 3,500/s 2:46 left coverage 0.71}. */
    static String line(RunView run) {
        List<String> words = new ArrayList<>();
        words.add(run.run());
        words.add(String.format(Locale.ROOT, "%d %%", percent(run.steps(), run.budget())));
        words.add(String.format(Locale.ROOT, "%,d of %,d steps", run.steps(), run.budget()));
        if (run.stepsPerSecond() > 0) {
            words.add(String.format(Locale.ROOT, "%,.0f/s", run.stepsPerSecond()));
            words.add(time((run.budget() - run.steps()) / run.stepsPerSecond()) + " left");
        }
        chosen(run.metrics()).forEach((name, value) -> words.add(name + " " + number(value)));
        return String.join("  ", words);
    }

    /** The last update may make more steps than the budget asks for. */
    static long percent(long done, long total) {
        return total <= 0 ? 0 : Math.min(100, 100 * done / total);
    }

    /** What evaluators measured says most; before that, returns do. */
    private static Map<String, Double> chosen(Map<String, Double> metrics) {
        Map<String, Double> sorted = new TreeMap<>(metrics == null ? Map.of() : metrics);
        boolean measured = sorted.keySet().stream().anyMatch(Report::measure);
        Map<String, Double> chosen = new java.util.LinkedHashMap<>();
        sorted.forEach((name, value) -> {
            boolean wanted = measured ? Report.measure(name) : name.matches(".*/return([.].*)?");
            if (wanted && value != null && chosen.size() < MOST_METRICS) {
                chosen.put(name.substring(name.lastIndexOf('/') + 1), value);
            }
        });
        return chosen;
    }

    /** Seconds as {@code m:ss} or {@code h:mm:ss}. */
    static String time(double seconds) {
        long whole = Math.round(Math.max(0, seconds));
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** Four significant digits, which a person takes in at a glance. */
    static String number(Double value) {
        if (value == null || !Double.isFinite(value)) {
            return value == null ? "-" : value.toString();
        }
        double size = Math.abs(value);
        if (size == 0 || size >= 0.001 && size < 100_000) {
            int digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
            return String.format(Locale.ROOT, "%." + digits + "f", value);
        }
        return String.format(Locale.ROOT, "%.3e", value);
    }
}
