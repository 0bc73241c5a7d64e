package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BenchControl;
import io.polycritic.api.control.BenchMeasurement;
import io.polycritic.api.control.BenchVictim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code polycritic bench}. */
@Command(
        name = "bench",
        description = "Measures how fast this machine trains.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchThroughput.class,
            BenchGemm.class,
            BenchScale.class,
            BenchBundles.class,
            BenchSwaps.class,
            BenchKills.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Polycritic root;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    Polycritic root() {
        return root;
    }

    @Command(
            name = "measure",
            description =
                    "Measures cases in this process, once each; the other commands start it as often as they need.")
    int measure(
            @Parameters(paramLabel = "CASE", arity = "1..*", description = "What to measure.") List<String> cases,
            @Option(names = "--quick", description = "Short windows: to see that it works.") boolean quick)
            throws InterruptedException {
        try (Session session = Session.start(root.installation(), root.data(), Framework.Extent.ENGINE, null)) {
            BenchControl control = session.framework().service(BenchControl.class);
            List<BenchMeasurement> measurements = new ArrayList<>();
            Table table = new Table("CASE", "US/UPDATE", "UPDATES/S", "STEPS/S", "BYTES/UPDATE", "GFLOP/S", "CORES");
            for (String name : cases) {
                BenchMeasurement one = control.measure(name, quick);
                measurements.add(one);
                table.row(
                        name,
                        Figures.text(one.microsPerUpdate()),
                        Figures.text(one.updatesPerSecond()),
                        Figures.text(one.stepsPerSecond()),
                        Figures.text(one.bytesPerUpdate()),
                        Figures.text(one.gigaflops()),
                        Figures.text(one.coresBusy()));
            }
            root.print(Map.of("measurements", measurements), table.toString());
        }
        return 0;
    }

    @Command(
            name = "victim",
            hidden = true,
            description = "Makes a run with many swaps, or goes on with it; 'bench kill' kills it on the way.")
    int victim(
            @Parameters(paramLabel = "RUN", description = "The run.") String run,
            @Option(names = "--seed", defaultValue = "1", description = "Its seed.") long seed,
            @Option(names = "--asks", description = "Asks for swaps besides those of its schedule.") boolean asks)
            throws InterruptedException {
        try (Session session = Session.start(root.installation(), root.data(), Framework.Extent.ENGINE, null)) {
            BenchControl control = session.framework().service(BenchControl.class);
            BenchVictim figures = control.victim(run, seed, asks, root.terminal()::note);
            root.print(figures, figures.toString());
        }
        return 0;
    }

    /** Asks the service something that it knows without measuring. */
    static <T> T ask(Polycritic root, Scratch scratch, Function<BenchControl, T> question) {
        try (DataFolder data = DataFolder.open(scratch.folder());
                Session session = Session.start(root.installation(), data, Framework.Extent.ENGINE, null)) {
            return question.apply(session.framework().service(BenchControl.class));
        }
    }
}
