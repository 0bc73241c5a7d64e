package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BenchCase;
import io.polycritic.api.control.BenchMeasurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic bench gemm}. */
@Command(
        name = "gemm",
        description = "Measures how fast square matrices are multiplied, and what share of that each case reaches.")
final class BenchGemm implements Callable<Integer> {
    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--case", paramLabel = "CASE", description = "Whose share is measured, several times; else all.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "Short windows: to see that it works, not to conclude.")
    private boolean quick;

    /** What there is to measure. */
    private record Plan(List<String> products, List<BenchCase> cases) {}

    @Override
    public Integer call() throws InterruptedException {
        Polycritic root = bench.root();
        try (Scratch scratch = new Scratch()) {
            Plan plan = BenchCommand.ask(root, scratch, control -> new Plan(control.products(), control.cases(names)));
            BenchProcess process = new BenchProcess(root, scratch, quick);
            int processors = Runtime.getRuntime().availableProcessors();
            List<BenchMeasurement> one = products(process, plan.products, 1);
            List<BenchMeasurement> all = products(process, plan.products, processors);
            double onePeak = peak(one);
            double allPeak = peak(all);
            Table table = new Table("CASE", "GFLOP/S", "SHARE OF ONE CORE", "SHARE OF ALL", "CORES");
            List<Map<String, Object>> shares = new ArrayList<>();
            for (BenchCase each : plan.cases) {
                root.terminal().progress(each.name());
                BenchMeasurement measured =
                        process.measure(List.of(each.name())).only();
                shares.add(share(measured, onePeak, allPeak, table));
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("machine", Figures.machine());
            document.put("quick", quick);
            document.put("peakGigaflopsOneThread", onePeak);
            document.put("peakGigaflopsAllThreads", allPeak);
            document.put("products", rows(one, all));
            document.put("cases", shares);
            root.print(
                    document,
                    squares(one, all, processors) + System.lineSeparator().repeat(2) + table);
            return 0;
        } catch (CancellationException e) {
            return root.signals().code();
        }
    }

    private List<BenchMeasurement> products(BenchProcess process, List<String> names, int threads)
            throws InterruptedException {
        bench.root().terminal().progress("products on " + threads + (threads == 1 ? " thread" : " threads"));
        String count = Integer.toString(threads);
        return process.measure(
                        names,
                        List.of("-Dpolycritic.blas.threads=" + count),
                        Map.of("OPENBLAS_NUM_THREADS", count, "OMP_NUM_THREADS", count))
                .measurements();
    }

    private static double peak(List<BenchMeasurement> products) {
        return products.stream()
                .map(BenchMeasurement::gigaflops)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Map<String, Object> share(BenchMeasurement measured, double one, double all, Table table) {
        double gigaflops = measured.gigaflops();
        table.row(
                measured.name(),
                Figures.text(gigaflops),
                Figures.percent(gigaflops / one),
                Figures.percent(gigaflops / all),
                Figures.text(measured.coresBusy()));
        Map<String, Object> share = new LinkedHashMap<>();
        share.put("case", measured.name());
        share.put("gigaflops", gigaflops);
        share.put("shareOfOneThreadPeak", gigaflops / one);
        share.put("shareOfAllThreadsPeak", gigaflops / all);
        share.put("coresBusy", measured.coresBusy());
        return share;
    }

    private static List<Map<String, Object>> rows(List<BenchMeasurement> one, List<BenchMeasurement> all) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("case", one.get(i).name());
            row.put("gigaflopsOneThread", one.get(i).gigaflops());
            row.put("gigaflopsAllThreads", all.get(i).gigaflops());
            rows.add(row);
        }
        return rows;
    }

    private static Table squares(List<BenchMeasurement> one, List<BenchMeasurement> all, int processors) {
        Table table = new Table("SQUARE", "GFLOP/S ON 1 THREAD", "ON " + processors);
        for (int i = 0; i < one.size(); i++) {
            table.row(
                    one.get(i).name(),
                    Figures.text(one.get(i).gigaflops()),
                    Figures.text(all.get(i).gigaflops()));
        }
        return table;
    }
}
