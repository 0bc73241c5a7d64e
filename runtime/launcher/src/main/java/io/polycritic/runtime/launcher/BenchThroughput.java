package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BenchCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic bench throughput}. */
@Command(
        name = "throughput",
        description = "Measures training loops and training steps, alternately with another program's if it is given.")
final class BenchThroughput implements Callable<Integer> {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;
    private static final int MAX_ROUNDS = 1000;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--case", paramLabel = "CASE", description = "What to measure, several times if wanted; else all.")
    private List<String> names = List.of();

    @Option(
            names = "--peer",
            paramLabel = "SCRIPT",
            description = "The other program's script torch_rl.py or torch_step.py, or the folder that holds them.")
    private List<Path> scripts = List.of();

    @Option(names = "--python", paramLabel = "PROGRAM", description = "What runs the script; else /usr/bin/python3.")
    private String python;

    @Option(names = "--rounds", paramLabel = "N", description = "Processes of each; 5 unless set, 2 with --quick.")
    private Integer rounds;

    @Option(names = "--quick", description = "Short windows: to see that it works, not to conclude.")
    private boolean quick;

    @Override
    public Integer call() throws InterruptedException {
        Polycritic root = bench.root();
        int count = rounds == null ? quick ? QUICK_ROUNDS : ROUNDS : rounds;
        if (count < 1 || count > MAX_ROUNDS) {
            throw Failure.usage("--rounds", count + " is not allowed; from 1 to " + MAX_ROUNDS);
        }
        try (Scratch scratch = new Scratch()) {
            List<BenchCase> all = new ArrayList<>();
            List<BenchCase> chosen = BenchCommand.ask(root, scratch, control -> {
                all.addAll(control.cases(List.of()));
                return control.cases(names);
            });
            Peers peers = Peers.of(scripts, python, all);
            peers.check(scratch.folder(), root.signals());
            List<Comparison> comparisons = new ArrayList<>();
            for (BenchCase one : chosen) {
                comparisons.add(compare(one, count, scratch, peers));
            }
            print(root, comparisons, count);
            return 0;
        } catch (CancellationException e) {
            return root.signals().code();
        }
    }

    private Comparison compare(BenchCase one, int count, Scratch scratch, Peers peers) throws InterruptedException {
        Terminal terminal = bench.root().terminal();
        BenchProcess process = new BenchProcess(bench.root(), scratch, quick);
        Comparison comparison = new Comparison(one);
        for (int round = 1; round <= count; round++) {
            terminal.progress(one.name() + "  round " + round + " of " + count);
            comparison.ours(process.measure(List.of(one.name())));
            if (peers.serves(one)) {
                terminal.progress(one.name() + "  round " + round + " of " + count + "  " + one.peerScript());
                comparison.peers(
                        peers.measure(one, scratch.folder(), bench.root().signals()));
            }
        }
        return comparison;
    }

    private void print(Polycritic root, List<Comparison> comparisons, int count) {
        Table table = new Table(
                "CASE",
                "UNIT",
                "OURS",
                "PEER",
                "TIMES FASTER (MIN MEDIAN MAX)",
                "UPDATES/S",
                "BYTES/UPDATE",
                "GFLOP/S",
                "CORES",
                "MIB",
                "PEER MIB");
        comparisons.forEach(comparison -> comparison.row(table));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("machine", Figures.machine());
        document.put("rounds", count);
        document.put("quick", quick);
        document.put("cases", comparisons.stream().map(Comparison::document).toList());
        root.print(document, table.toString());
    }
}
