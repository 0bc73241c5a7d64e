package io.polycritic.runtime.launcher;

import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.TicketChange;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic run swap}. */
@Command(name = "swap", description = "Puts another part into a slot of a live run, at the next safe point.")
final class SwapCommand implements Callable<Integer> {
    /** What comes into the slot. */
    static final class Change {
        @Option(names = "--with", paramLabel = "PLUGIN", description = "The new plugin: id, or id@version.")
        private String plugin;

        @Option(names = "--remove", description = "Leave the slot empty.")
        private boolean remove;
    }

    @ParentCommand
    private RunCommand run;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    private String id;

    @Parameters(index = "1", paramLabel = "SLOT", description = "The slot's path, such as critics.safety.")
    private String slot;

    @ArgGroup(multiplicity = "1")
    private Change change;

    @Option(
            names = "--config",
            paramLabel = "SETTING",
            description = "A setting of the new part, key=value; or all as a JSON object, or a file that holds one."
                    + " Can be given several times.")
    private List<String> config = List.of();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "warm carries the old part's state over by name (this is usual), cold begins anew.")
    private String mode;

    @Option(names = "--weight", paramLabel = "X", description = "The weight of the slot's signal, instead of today's.")
    private Double weight;

    @Override
    public Integer call() {
        if (mode != null && !TicketChange.MODES.contains(mode)) {
            throw Failure.usage("--mode", "'" + mode + "' is not allowed; one of " + TicketChange.MODES);
        }
        SwapRequest request =
                SwapRequest.of(slot, change.remove ? "" : change.plugin, PartSettings.read(config), mode, weight);
        Polycritic root = run.root();
        try (Session session = Session.live(root.data())) {
            return TicketReport.print(root, session.control().swap(id, request));
        }
    }
}
