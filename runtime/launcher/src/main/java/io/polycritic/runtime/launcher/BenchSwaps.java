package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BenchControl;
import io.polycritic.api.control.BenchSwap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic bench swap}. */
@Command(
        name = "swap",
        description = {
            "Asks a live run for swaps of all kinds from several threads, and counts its transitions.",
            "Fails if one is lost or doubled, if the run stands still for too long, or if its repetition from the"
                    + " journal is another."
        })
final class BenchSwaps implements Callable<Integer> {
    private static final int FEWEST = 100;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--swaps", paramLabel = "N", description = "How many; 10000 unless set, at least 100.")
    private int swaps = 10_000;

    private final AtomicInteger shown = new AtomicInteger();

    @Override
    public Integer call() throws InterruptedException {
        if (swaps < FEWEST) {
            throw Failure.usage("--swaps", "found " + swaps + ", allowed is a whole number of at least " + FEWEST);
        }
        Polycritic root = bench.root();
        try (Scratch scratch = new Scratch();
                DataFolder data = DataFolder.open(scratch.folder());
                Session session = Session.start(root.installation(), data, Framework.Extent.ENGINE, null)) {
            BenchControl control = session.framework().service(BenchControl.class);
            BenchSwap figures = control.swap(swaps, this::progress);
            root.print(figures, text(figures));
            return figures.passed() ? 0 : Failure.FAILED;
        } catch (CancellationException e) {
            return root.signals().code();
        }
    }

    private void progress(int done) {
        if (bench.root().signals().leaving()) {
            throw new CancellationException();
        }
        int tenth = (int) (10L * done / swaps);
        if (shown.getAndUpdate(before -> Math.max(before, tenth)) < tenth) {
            bench.root().terminal().progress(done + " of " + swaps + " swaps");
        }
    }

    private static String text(BenchSwap figures) {
        Table table = new Table("", "")
                .row("applied, committed", figures.applied() + ", " + figures.committed())
                .row("rejected, rolled back", figures.rejected() + ", " + figures.rolledBack())
                .row("applied by mode", figures.modes())
                .row(
                        "transitions",
                        figures.transitions() + ", lost " + figures.lostTransitions() + ", doubled "
                                + figures.doubledTransitions())
                .row(
                        "pause ms",
                        "median " + Figures.text(figures.pauseP50Ms()) + ", 99 % " + Figures.text(figures.pauseP99Ms())
                                + ", longest " + Figures.text(figures.pauseMaxMs()))
                .row("update ms", "median " + Figures.text(figures.updateMedianMs()))
                .row("longest gap ms", Figures.text(figures.longestGapMs()))
                .row(
                        "repetition",
                        figures.replayChanges() + " changes, " + (figures.replaySame() ? "same" : "another hash"));
        return table + System.lineSeparator() + figures.swaps() + " swaps in " + Figures.text(figures.seconds())
                + " s: " + (figures.passed() ? "passed" : "failed");
    }
}
