package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic bench kill}. */
@Command(
        name = "kill",
        description = {
            "Kills processes that train runs with swaps at random moments, goes on with the runs, and compares them with"
                    + " runs that were left alone.",
            "Fails if one of them ends with other parameters."
        })
final class BenchKills implements Callable<Integer> {
    /** So often a run is killed before it may come to its end. */
    private static final int KILLS_OF_A_RUN = 8;

    /** About a fifth of what a run takes, from when it goes on. */
    private static final int LATEST_MILLIS = 700;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--kills", paramLabel = "N", description = "How often; 200 unless set, at least 1.")
    private int kills = 200;

    @Option(names = "--seed", paramLabel = "N", description = "Decides the moments; 1 unless set.")
    private long seed = 1;

    private Random random;
    private int killed;
    private int resumes;
    private int equal;
    private int different;
    private int duringSwap;
    private int runs;
    private long tickets;

    @Override
    public Integer call() throws InterruptedException {
        if (kills < 1) {
            throw Failure.usage("--kills", "found " + kills + ", allowed is a whole number of at least 1");
        }
        random = new Random(seed);
        long begin = System.nanoTime();
        try (Scratch scratch = new Scratch()) {
            while (killed < kills) {
                boolean asks = runs % 2 == 1;
                String left = asks ? null : leftAlone(scratch.folder());
                torture(scratch.folder(), asks, left);
                bench.root().terminal().progress(killed + " of " + kills + " kills, " + different + " different");
            }
        } catch (CancellationException e) {
            return bench.root().signals().code();
        }
        boolean passed = different == 0 && equal == runs && duringSwap > 0;
        Map<String, Object> figures = figures((System.nanoTime() - begin) / 1e9, passed);
        bench.root().print(figures, text(figures));
        return passed ? 0 : Failure.FAILED;
    }

    /** The hash of a run that nobody kills. */
    private String leftAlone(Path folder) throws InterruptedException {
        try (Killable process = Killable.start(bench.root(), folder, run(), runSeed(), false)) {
            return process.result().path("hash").textValue();
        }
    }

    private String run() {
        return "bench-kill-" + runSeed();
    }

    private long runSeed() {
        return 1 + runs;
    }

    /**
     * Kills a run several times, then lets it come to its end. It must end as its repetition does, from the journal
     * without any kill; where nobody asks for swaps at random moments, as the one that was left alone does, too.
     */
    private void torture(Path folder, boolean asks, String left) throws InterruptedException {
        JsonNode result = null;
        int here = 0;
        while (result == null) {
            try (Killable process = Killable.start(bench.root(), folder, run(), runSeed(), asks)) {
                resumes += here > 0 ? 1 : 0;
                boolean kill = killed < kills && here < KILLS_OF_A_RUN && process.begun();
                if (kill && !process.ended(random.nextInt(LATEST_MILLIS))) {
                    process.kill();
                    killed++;
                    here++;
                    duringSwap += process.isSwapping() ? 1 : 0;
                } else {
                    result = process.result();
                }
            }
        }
        runs++;
        tickets += result.path("tickets").intValue();
        boolean same = result.path("replaySame").booleanValue()
                && (left == null || left.equals(result.path("hash").textValue()));
        equal += same ? 1 : 0;
        different += same ? 0 : 1;
    }

    private Map<String, Object> figures(double seconds, boolean passed) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("kills", killed);
        figures.put("resumes", resumes);
        figures.put("duringSwap", duringSwap);
        figures.put("runs", runs);
        figures.put("tickets", tickets);
        figures.put("equal", equal);
        figures.put("different", different);
        figures.put("seconds", seconds);
        figures.put("passed", passed);
        return figures;
    }

    private static String text(Map<String, Object> figures) {
        Table table = new Table("", "");
        figures.forEach((name, value) -> table.row(name, value));
        return table.toString();
    }
}
