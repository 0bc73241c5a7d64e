package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import io.polycritic.store.Journal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what becomes of a run whose part has failed, and writes that to the journal. */
final class Recovery {
    private final Tickets tickets;
    private final Journal journal;
    private String last = "";

    Recovery(Tickets tickets, Journal journal) {
        this.tickets = tickets;
        this.journal = journal;
    }

    /**
     * Finds a remedy. A newcomer under probation is to blame before all others; else the slot's own policy counts.
     *
     * @param problem what happened, and in which slot
     * @param update the updates made before
     * @return whether there is one, so that the run goes on from before the fault
     */
    boolean remedy(Problem problem, Parts parts, long update) {
        List<Ticket> open = tickets.open();
        if (!open.isEmpty()) {
            Ticket blamed = open.stream()
                    .filter(ticket -> problem.path().startsWith(ticket.slot()))
                    .findFirst()
                    .orElse(open.get(0));
            tickets.strike(blamed, problem, update);
            return true;
        }
        Occupant occupant = slot(problem.path(), parts);
        String fault = problem.path() + "@" + update;
        if (occupant == null || fault.equals(last)) {
            return false;
        }
        last = fault;
        return switch (occupant.seat().rules().onFault()) {
            case FAIL -> false;
            case ROLLBACK -> {
                Optional<Ticket> ticket = tickets.last(occupant.path());
                ticket.ifPresent(found -> tickets.strike(found, problem, update));
                yield ticket.isPresent();
            }
            case PARK -> {
                Change park = new Change.Park(occupant.path(), problem);
                journal.append(update, park.type(), park.toData());
                yield true;
            }
            case DROP -> {
                TicketChange how = new TicketChange(TicketChange.COLD, 0, "", null, List.of(), 0, "fault");
                Ticket ticket =
                        tickets.request(occupant.path(), occupant.plugin().pin(), "", how);
                Change drop = new Change.Exchange(ticket.id(), occupant.path(), "", Map.of(), 0, how);
                journal.append(update, drop.type(), drop.toData());
                tickets.tell(ticket.decided(TicketState.PREPARED, -1, problem));
                yield true;
            }
        };
    }

    /** Strikes changes that are in the journal but were not made to their end. */
    void unfinished(Timeline timeline, Problem problem, long update) {
        for (Timeline.Dated dated : timeline.effective()) {
            long ticket = dated.change().ticket();
            if (ticket > 0 && tickets.get(ticket).state() == TicketState.PREPARED) {
                tickets.strike(tickets.get(ticket), problem, update);
            }
        }
    }

    private static Occupant slot(String path, Parts parts) {
        for (Occupant occupant : parts.all()) {
            if (path.equals(occupant.path()) || path.startsWith(occupant.path() + ".")) {
                return occupant;
            }
        }
        return null;
    }
}
