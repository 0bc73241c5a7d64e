package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BenchControl;
import io.polycritic.api.control.BenchMeasurement;
import io.polycritic.api.control.BenchSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic bench scale}. */
@Command(name = "scale", description = "Measures how the cost of a step grows with critics, width, batch and lanes.")
final class BenchScale implements Callable<Integer> {
    private static final String CRITICS = "critics";

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--series", paramLabel = "NAME", description = "What grows, several times if wanted; else all.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "Short windows: to see that it works, not to conclude.")
    private boolean quick;

    /** A case of a series and what was measured of it. */
    private record Measured(int size, BenchMeasurement figures) {}

    @Override
    public Integer call() throws InterruptedException {
        Polycritic root = bench.root();
        try (Scratch scratch = new Scratch()) {
            List<BenchSeries> all = choose(BenchCommand.ask(root, scratch, BenchControl::series));
            BenchProcess process = new BenchProcess(root, scratch, quick);
            List<Map<String, Object>> documents = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (BenchSeries series : all) {
                List<Measured> points = new ArrayList<>();
                for (BenchSeries.Point point : series.points()) {
                    root.terminal().progress(point.caseName());
                    points.add(new Measured(
                            point.size(),
                            process.measure(List.of(point.caseName())).only()));
                }
                documents.add(document(series, points));
                text.append(text(series, points)).append(System.lineSeparator());
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("machine", Figures.machine());
            document.put("quick", quick);
            document.put("series", documents);
            root.print(document, text.toString().stripTrailing());
            return 0;
        } catch (CancellationException e) {
            return root.signals().code();
        }
    }

    private List<BenchSeries> choose(List<BenchSeries> all) {
        List<String> known = all.stream().map(BenchSeries::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw Failure.usage("--series", "there is no series '" + name + "'; there are " + known);
            }
        }
        return all.stream()
                .filter(series -> names.isEmpty() || names.contains(series.name()))
                .toList();
    }

    /** What each further one costs, as a share of what the first one costs: the mean over the whole series. */
    static double costOfOneMore(double first, double last, int firstSize, int lastSize) {
        return (last - first) / (lastSize - firstSize) / (first / firstSize);
    }

    private static double costOfOneMore(List<Measured> points) {
        Measured first = points.get(0);
        Measured last = points.get(points.size() - 1);
        return costOfOneMore(first.figures.microsPerUpdate(), last.figures.microsPerUpdate(), first.size, last.size);
    }

    private static Map<String, Object> document(BenchSeries series, List<Measured> points) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", series.name());
        document.put("title", series.title());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Measured point : points) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("size", point.size);
            row.put("measurement", point.figures);
            rows.add(row);
        }
        document.put("points", rows);
        if (series.name().equals(CRITICS)) {
            document.put("costOfOneMore", costOfOneMore(points));
        }
        return document;
    }

    private static String text(BenchSeries series, List<Measured> points) {
        boolean steps = points.get(0).figures.stepsPerSecond() > 0;
        double first = points.get(0).figures.microsPerUpdate();
        Table table = new Table(
                series.name().toUpperCase(Locale.ROOT),
                "US/UPDATE",
                "TIMES THE FIRST",
                steps ? "STEPS/S" : "GFLOP/S",
                "CORES");
        for (Measured point : points) {
            BenchMeasurement figures = point.figures;
            table.row(
                    point.size,
                    Figures.text(figures.microsPerUpdate()),
                    Figures.text(figures.microsPerUpdate() / first),
                    Figures.text(steps ? figures.stepsPerSecond() : figures.gigaflops()),
                    Figures.text(figures.coresBusy()));
        }
        String derived = series.name().equals(CRITICS)
                ? "one more critic costs " + Figures.percent(costOfOneMore(points)) + " of the first"
                        + System.lineSeparator()
                : "";
        return series.title() + System.lineSeparator() + table + System.lineSeparator() + derived;
    }
}
