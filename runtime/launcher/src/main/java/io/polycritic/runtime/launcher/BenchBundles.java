package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BenchControl;
import io.polycritic.api.control.BenchPlugins;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic bench plugins}. */
@Command(
        name = "plugins",
        description = {
            "Installs, updates and removes a bundle of plugins again and again while a run uses it, and measures what"
                    + " is left behind.",
            "Fails if class loaders are not collected, or if metaspace, threads or heap grow."
        })
final class BenchBundles implements Callable<Integer> {
    private static final int FEWEST = 10;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--cycles", paramLabel = "N", description = "How often; 1000 unless set, at least 10.")
    private int cycles = 1000;

    @Override
    public Integer call() throws InterruptedException {
        if (cycles < FEWEST) {
            throw Failure.usage("--cycles", "found " + cycles + ", allowed is a whole number of at least " + FEWEST);
        }
        Polycritic root = bench.root();
        try (Scratch scratch = new Scratch();
                DataFolder data = DataFolder.open(scratch.folder());
                Session session = Session.start(root.installation(), data, Framework.Extent.ENGINE, null)) {
            BenchControl control = session.framework().service(BenchControl.class);
            BenchPlugins figures = control.plugins(cycles, this::progress);
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
        if (done * 10 / cycles > (done - 1) * 10 / cycles) {
            bench.root().terminal().progress(done + " of " + cycles + " cycles");
        }
    }

    private static String text(BenchPlugins figures) {
        Table table = new Table("", "AT START", "AFTER A TENTH", "AT THE END")
                .row(
                        "metaspace MiB",
                        Figures.text(figures.metaspaceStartMB()),
                        Figures.text(figures.metaspaceEarlyMB()),
                        Figures.text(figures.metaspaceEndMB()))
                .row("classes", figures.classesStart(), figures.classesEarly(), figures.classesEnd())
                .row("threads", figures.threadsStart(), figures.threadsEarly(), figures.threadsEnd())
                .row(
                        "heap MiB",
                        Figures.text(figures.heapStartMB()),
                        Figures.text(figures.heapEarlyMB()),
                        Figures.text(figures.heapEndMB()));
        return table + System.lineSeparator() + figures.loadersCollected() + " of " + figures.loaders()
                + " class loaders of removed bundles are collected, after " + figures.swaps() + " swaps in "
                + Figures.text(figures.seconds()) + " s: " + (figures.passed() ? "passed" : "failed");
    }
}
