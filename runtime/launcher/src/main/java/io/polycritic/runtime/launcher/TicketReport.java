package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.util.Locale;

/** Tells a person what came of a ticket. */
final class TicketReport {
    private TicketReport() {}

    /** Prints a ticket; returns the command's exit code. */
    static int print(Polycritic root, Ticket ticket) {
        root.print(ticket, text(ticket));
        boolean refused = ticket.state() == TicketState.REJECTED;
        return refused ? Failure.of(new ProblemException(ticket.problem())).exitCode() : 0;
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
                                + "State carried: %d, reshaped: %d, begun anew: %d, dropped: %d",
                        ticket.update(),
                        ticket.pauseMillis(),
                        ticket.transfer().carried().size(),
                        ticket.transfer().reshaped().size(),
                        ticket.transfer().initialised().size(),
                        ticket.transfer().dropped().size());
    }
}
