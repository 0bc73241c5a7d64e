package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import java.util.List;
import java.util.Locale;

/** Tells a person what came of tickets. */
final class TicketReport {
    private static final String LINE = System.lineSeparator();

    private TicketReport() {}

    static void print(Polycritic root, Ticket ticket) {
        root.print(ticket, text(ticket));
    }

    /** The exit code of a ticket that was rejected. */
    static int refusal(Ticket ticket) {
        return Failure.of(new ProblemException(ticket.problem())).exitCode();
    }

    /** The update after which a ticket's probation ends. */
    static long until(Ticket ticket) {
        return ticket.update() + ticket.change().span() + ticket.change().probation();
    }

    /** All that there is to say of a ticket. */
    static String text(Ticket ticket) {
        String head = String.format(
                Locale.ROOT,
                "Ticket %d: %s of %s, %s, is %s",
                ticket.id(),
                ticket.slot(),
                ticket.run(),
                what(ticket),
                ticket.state());
        if (ticket.problem() != null) {
            head += ": " + ticket.problem().message();
        }
        if (ticket.update() < 0) {
            return head;
        }
        return head
                + String.format(
                        Locale.ROOT,
                        "%nApplied at update %d; the run stood still for %.1f ms",
                        ticket.update(),
                        ticket.pauseMillis())
                + (ticket.change().mode().equals(TicketChange.SET) ? "" : LINE + counts(ticket.transfer()))
                + watch(ticket);
    }

    /** From what to what. */
    static String what(Ticket ticket) {
        TicketChange change = ticket.change();
        return change.mode().equals(TicketChange.SET)
                ? change.setting() + "=" + change.value()
                : named(ticket.from()) + " to " + named(ticket.to()) + ", " + change.mode();
    }

    private static String named(String plugin) {
        return plugin.isEmpty() ? "nothing" : plugin;
    }

    private static String counts(StateTransfer transfer) {
        return "State carried: " + transfer.carried().size() + ", reshaped: "
                + transfer.reshaped().size() + ", begun anew: "
                + transfer.initialised().size() + ", dropped: "
                + transfer.dropped().size();
    }

    private static String watch(Ticket ticket) {
        TicketChange change = ticket.change();
        String text = "";
        if (ticket.state() == TicketState.APPLIED) {
            text = LINE + "Both parts share the slot until update " + (ticket.update() + change.span());
        } else if (ticket.state() != TicketState.PROBATION) {
            return text;
        }
        text += LINE + "Under probation until update " + until(ticket) + "; rolled back by a fault";
        for (String guard : change.guards()) {
            text += LINE + "  or when " + guard;
        }
        return text;
    }

    /** What a swap would do. */
    static String text(SwapPreview preview) {
        String modes = preview.modes().isEmpty() ? "" : LINE + "Modes: " + String.join(", ", preview.modes());
        if (!preview.fits()) {
            return "It does not fit: "
                    + Failure.of(new ProblemException(preview.problem())).line() + modes;
        }
        StateTransfer transfer = preview.transfer();
        return "It fits; tried on a copy of the run" + modes
                + names("Carried", transfer.carried())
                + names("Reshaped", transfer.reshaped())
                + names("Begun anew", transfer.initialised())
                + names("Dropped", transfer.dropped());
    }

    private static String names(String title, List<String> names) {
        return names.isEmpty() ? "" : LINE + title + ": " + String.join(", ", names);
    }
}
