package io.polycritic.itests;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/**
 * Measures a server, asserts nothing of how fast it is, and writes {@code target/figures.txt}. No test of {@code mvn
 * verify}; README.md says how to start it, each method by itself.
 */
public class ServerFigures {
    private static final int RUNS = 200;
    private static final int POINTS = Integer.getInteger("polycritic.figures.points", 1_000_000);
    /** So many files of metrics differ; the others are links to them, else they would fill the disk. */
    private static final int DISTINCT = 8;

    private static final List<String> SERIES =
            List.of("learner/return.task", "critics.task/loss", "learner/entropy", "optimizers.actor/norm");
    private static final int VIEWERS = 50;
    private static final int WINDOWS = 6;
    private static final int WINDOW_SECONDS = Integer.getInteger("polycritic.figures.window", 8);
    private static final int LOAD_SECONDS = Integer.getInteger("polycritic.figures.seconds", 60);
    private static final int REQUESTS_PER_SECOND = 200;
    private static final long FOREVER = 1_000_000_000_000L;

    @Rule
    public final TestFolder folder = new TestFolder();

    private final Figures figures = new Figures();

    /** 200 runs with charts of a million points: the list, a chart, the first paint of the console's pages. */
    @Test
    public void charts() throws Exception {
        ObjectNode spec = Specs.recipe("cart-pole", 20_480, 1_000);
        try (Served server = Served.start(folder, folder.data())) {
            server.begin(spec, "run-0");
            server.done("run-0");
            server.command().terminate();
        }
        for (int i = 1; i < RUNS; i++) {
            copy(i);
        }
        long begin = System.nanoTime();
        for (int i = 0; i < DISTINCT; i++) {
            write(folder("run-" + i).metrics(), i);
        }
        for (int i = DISTINCT; i < RUNS; i++) {
            link(i, RunFolder::metrics);
        }
        figures.say(
                "%d runs, %d x %,d points in each, %,d MB a run, written in %.0f s",
                RUNS,
                SERIES.size(),
                POINTS,
                Files.size(folder("run-0").metrics()) / 1_000_000,
                (System.nanoTime() - begin) / 1e9);
        try (Served server = Served.withPages(folder, folder.data())) {
            measureCharts(server);
            paint(server);
        }
    }

    private RunFolder folder(String run) {
        return RunFolder.of(folder.data(), run);
    }

    /** A run with another name, as if it had been trained here. */
    private void copy(int number) throws Exception {
        Path from = folder("run-0").path();
        Path to = folder("run-" + number).path();
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each));
                String name = each.getFileName().toString();
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else if (name.endsWith(".json")) {
                    Files.writeString(target, Files.readString(each).replace("\"run-0\"", "\"run-" + number + "\""));
                } else if (!name.equals("charts") && !name.startsWith("metrics")) {
                    Files.copy(each, target);
                }
            }
        }
    }

    private static void write(Path file, int number) {
        try (MetricsFile metrics = new MetricsFile(file, 0)) {
            for (int i = 0; i < POINTS; i++) {
                Map<String, Double> values = new LinkedHashMap<>();
                for (int s = 0; s < SERIES.size(); s++) {
                    values.put(SERIES.get(s), Math.sin((i + 1) * 1e-4 * (s + number + 1)) * Math.sqrt(i));
                }
                metrics.write(new MetricsFile.Line(i, 128L * i, values));
            }
        }
    }

    private void link(int number, Function<RunFolder, Path> file) throws Exception {
        Path to = file.apply(folder("run-" + number));
        Files.deleteIfExists(to);
        Files.createLink(to, file.apply(folder("run-" + number % DISTINCT)));
    }

    private void measureCharts(Served server) throws Exception {
        List<Double> first = new ArrayList<>();
        for (int i = 0; i < DISTINCT; i++) {
            first.add(figures.millis(server, "api/v1/runs/run-" + i + "/metrics?maxPoints=1000"));
        }
        figures.say("all charts of a run that were never drawn: %s", Figures.quantiles(first));
        for (int i = DISTINCT; i < RUNS; i++) {
            link(i, RunFolder::charts);
        }
        List<Double> again = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            again.add(figures.millis(server, "api/v1/runs/run-" + i + "/metrics?maxPoints=1000"));
            one.add(figures.millis(server, "api/v1/runs/run-" + i + "/metrics?maxPoints=1000&names=" + SERIES.get(0)));
        }
        figures.say("all charts of a run: %s", Figures.quantiles(again));
        figures.say("one chart of a run: %s", Figures.quantiles(one));
        List<Double> lists = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lists.add(figures.millis(server, "api/v1/runs"));
        }
        figures.say("the list of runs: %s", Figures.quantiles(lists));
    }

    private void paint(Served server) throws Exception {
        try (Browser browser = Browser.start(folder.path().resolve("profile"))) {
            ConsolePage page = new ConsolePage(browser, server.address("/"), server.token());
            browser.view(1280, 1000, false);
            page.openRuns();
            List<Double> overview = new ArrayList<>();
            List<Double> run = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                overview.add(firstPaint(browser, server.address("/?" + i + "#/runs")));
                run.add(firstPaint(browser, server.address("/?" + i + "#/runs/run-" + (i + 20))));
            }
            figures.say("first contentful paint of the list of runs: %s", Figures.quantiles(overview));
            figures.say("first contentful paint of a run's page: %s", Figures.quantiles(run));
        }
    }

    private static double firstPaint(Browser browser, URI address) {
        browser.open("about:blank");
        browser.open(address.toString());
        return browser.until("no paint", () -> {
            Object time = browser.script("const all = performance.getEntriesByName('first-contentful-paint');"
                    + "return all.length === 0 ? null : all[0].startTime;");
            return time == null ? null : ((Number) time).doubleValue();
        });
    }

    /** The rate of a run with and without viewers, in windows that take turns. */
    @Test
    public void viewers() throws Exception {
        try (Served server = Served.start(folder, folder.data())) {
            server.begin(Specs.recipe("cart-pole", FOREVER, 1_000), "watched");
            server.awaitUpdate("watched", 20);
            List<Double> ratios = new ArrayList<>();
            List<Double> alone = new ArrayList<>();
            double frames = 0;
            for (int i = 0; i < WINDOWS; i++) {
                double without = rate(server);
                double with;
                try (Viewers viewers = new Viewers(server, VIEWERS)) {
                    with = rate(server);
                    frames += viewers.events() / (double) VIEWERS / WINDOW_SECONDS / WINDOWS;
                }
                alone.add(without);
                ratios.add(with / without);
            }
            figures.say("steps a second alone: %s", Figures.quantiles(alone));
            figures.say(
                    "with %d viewers, who got %.1f lines of events a second each, the rate is this share of it: %s",
                    VIEWERS, frames, Figures.quantiles(ratios));
        }
    }

    private static double rate(Served server) throws Exception {
        long steps = server.run("watched").path("steps").longValue();
        long begin = System.nanoTime();
        Poll.pass(WINDOW_SECONDS);
        return (server.run("watched").path("steps").longValue() - steps) / ((System.nanoTime() - begin) / 1e9);
    }

    /** 200 requests a second, at their times whether or not others have been answered: reading and changes. */
    @Test
    public void load() throws Exception {
        try (Served server = Served.start(folder, folder.data())) {
            server.begin(Specs.recipe("cart-pole", FOREVER, 1_000), "busy");
            server.awaitUpdate("busy", 5);
            Load load = new Load(server, "busy", "critics.task");
            load.run(REQUESTS_PER_SECOND, 5);
            Load.Result result = load.run(REQUESTS_PER_SECOND, LOAD_SECONDS);
            figures.say(
                    "%d requests in %.1f s (%.0f a second), of them %d changes: %d errors %s",
                    result.sent(),
                    result.seconds(),
                    result.sent() / result.seconds(),
                    result.changes(),
                    result.errors().size(),
                    result.errors().stream().distinct().limit(3).toList());
            figures.say("answered after: %s", Figures.quantiles(result.millis()));
            figures.say(
                    "the run goes on at %.0f steps a second",
                    server.run("busy").path("stepsPerSecond").doubleValue());
            assertEquals(result.errors().toString(), 0, result.errors().size());
        }
    }
}
