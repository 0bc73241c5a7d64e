package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.util.List;
import java.util.Locale;
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
        if (mode != null && !List.of("warm", "cold").contains(mode)) {
            throw Failure.usage("--mode", "'" + mode + "' is not allowed; warm or cold");
        }
        SwapRequest request =
                new SwapRequest(slot, change.remove ? "" : change.plugin, PartSettings.read(config), mode, weight);
        Polycritic root = run.root();
        try (Session session = Session.live(root.data())) {
            Ticket ticket = session.control().swap(id, request);
            root.print(ticket, text(ticket));
            boolean refused = ticket.state() == TicketState.REJECTED || ticket.state() == TicketState.ROLLED_BACK;
            return refused ? Failure.of(new ProblemException(ticket.problem())).exitCode() : 0;
        }
    }

    private static String text(Ticket ticket) {
        String head = String.format(
                Locale.ROOT,
                "Ticket %d: %s of %s from %s to %s is %s",
                ticket.id(),
                ticket.slot(),
                ticket.run(),
                ticket.from().isEmpty() ? "nothing" : ticket.from(),
                ticket.to().isEmpty() ? "nothing" : ticket.to(),
                ticket.state());
        if (ticket.problem() != null) {
            return head + ": " + ticket.problem().message();
        }
        return head
                + String.format(
                        Locale.ROOT,
                        " at update %d; the run stood still for %.1f ms.%n"
                                + "State carried: %d, begun anew: %d, dropped: %d",
                        ticket.update(),
                        ticket.pauseMillis(),
                        ticket.carried().size(),
                        ticket.initialised().size(),
                        ticket.dropped().size());
    }
}
