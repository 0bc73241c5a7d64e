package io.polycritic.runtime.launcher;

import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** How a change is watched over once it is made, and whether the command waits for what comes of it. */
final class WatchOptions {
    private static final Set<TicketState> DECIDED =
            EnumSet.of(TicketState.COMMITTED, TicketState.REJECTED, TicketState.ROLLED_BACK);

    @Option(
            names = "--guard",
            paramLabel = "GUARD",
            description =
                    "Rolls the change back if it holds during the probation: a condition over metrics, or the name"
                            + " of a ready-made one ('polycritic run guards' lists them). Can be given several times.")
    private List<String> guards = List.of();

    @Option(
            names = "--probation",
            paramLabel = "N",
            description = "For how many updates it is watched: a fault or a guard rolls it back. 0 keeps it at once.")
    private Long probation;

    @Option(
            names = "--wait",
            description = "Wait until it is decided whether the change stays; exit code 1 if it is rolled back.")
    private boolean wait;

    List<String> guards() {
        return guards.isEmpty() ? null : guards;
    }

    Long probation() {
        return probation;
    }

    /** Prints a ticket, once it is decided if that was asked for; returns the command's exit code. */
    int report(Polycritic root, Session session, Ticket ticket) {
        Ticket last = wait ? await(root, session, ticket) : ticket;
        TicketReport.print(root, last);
        if (root.signals().leaving()) {
            return root.signals().code();
        }
        boolean failed = wait && last.state() != TicketState.COMMITTED;
        return last.state() == TicketState.REJECTED ? TicketReport.refusal(last) : failed ? Failure.FAILED : 0;
    }

    /** A run that ends before decides nothing. */
    private static Ticket await(Polycritic root, Session session, Ticket ticket) {
        if (DECIDED.contains(ticket.state())) {
            return ticket;
        }
        root.terminal().note(TicketReport.text(ticket));
        return Waiting.until(
                root,
                () -> session.control().tickets(ticket.run()).stream()
                        .filter(each -> each.id() == ticket.id())
                        .findFirst()
                        .orElse(ticket),
                now -> DECIDED.contains(now.state())
                        || !Session.live(session.control().run(ticket.run()).state()),
                now -> "Ticket " + now.id() + " is " + now.state() + ", update "
                        + session.control().run(ticket.run()).updates() + " of " + TicketReport.until(now));
    }
}
