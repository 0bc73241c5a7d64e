package io.polycritic.http.testkit;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The tickets of one run, and how they go on by themselves while it trains. */
final class LivelyTickets {
    private static final Set<TicketState> OPEN = EnumSet.of(TicketState.APPLIED, TicketState.PROBATION);
    private static final Set<String> SHARING = Set.of(TicketChange.SHADOW, TicketChange.DISTILL, TicketChange.BLEND);

    private final String run;
    private final List<Ticket> all = new ArrayList<>();

    LivelyTickets(String run) {
        this.run = run;
    }

    List<Ticket> all() {
        return List.copyOf(all);
    }

    long next() {
        return all.size() + 1L;
    }

    static boolean isOpen(Ticket ticket) {
        return OPEN.contains(ticket.state());
    }

    /** Whether newcomer and incumbent share the slot. */
    static boolean isShared(Ticket ticket) {
        return ticket.state() == TicketState.APPLIED;
    }

    /** The state of a ticket that has just been applied. */
    static TicketState begun(TicketChange how) {
        return SHARING.contains(how.mode())
                ? TicketState.APPLIED
                : how.probation() > 0 ? TicketState.PROBATION : TicketState.COMMITTED;
    }

    Ticket keep(Ticket ticket) {
        if (ticket.id() > all.size()) {
            all.add(ticket);
        } else {
            all.set((int) ticket.id() - 1, ticket);
        }
        return ticket;
    }

    Ticket get(long id) {
        if (id < 1 || id > all.size()) {
            throw new ProblemException(new Problem("NOT_FOUND", "ticket", "run '" + run + "' has no ticket " + id));
        }
        return all.get((int) id - 1);
    }

    void requireUnwatched(String slot) {
        for (Ticket ticket : all) {
            if (ticket.slot().equals(slot) && isOpen(ticket)) {
                throw new ProblemException(new Problem(
                        "CONFLICT",
                        slot,
                        "is under ticket " + ticket.id() + " until that is decided; commit it or roll it back first"));
            }
        }
    }

    /** Goes on to an update; returns the tickets that are in another state now. */
    List<Ticket> observe(long update) {
        List<Ticket> changed = new ArrayList<>();
        for (Ticket ticket : all) {
            long shared = ticket.update() + ticket.change().span();
            if (isShared(ticket) && update >= shared) {
                changed.add(ticket.as(TicketState.PROBATION));
            } else if (ticket.state() == TicketState.PROBATION
                    && update >= shared + ticket.change().probation()) {
                changed.add(ticket.decided(TicketState.COMMITTED, update, null));
            }
        }
        changed.forEach(this::keep);
        return changed;
    }
}
