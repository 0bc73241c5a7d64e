package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.Journal;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The tickets of a run. Their records go to the journal and, as events, to whoever listens. */
final class Tickets {
    private final String run;
    private final Journal journal;
    private final Consumer<Ticket> listener;
    private final NavigableMap<Long, Ticket> all = new ConcurrentSkipListMap<>();

    /** Those that are asked for or open: few, however many there have been. */
    private final NavigableMap<Long, Ticket> unsettled = new ConcurrentSkipListMap<>();

    private long next = 1;

    Tickets(String run, Journal journal, Consumer<Ticket> listener) {
        this.run = run;
        this.journal = journal;
        this.listener = listener;
        for (Journal.Entry entry : journal.entries()) {
            Change change = Change.is(entry) ? Change.of(entry) : null;
            if (change != null && change.how() != null) {
                keep(begun(change));
            }
            if (entry.data().containsKey("record")) {
                keep(TicketJson.read(entry.data().get("record")));
            }
        }
    }

    /** A ticket whose change is in the journal; its record may be missing if the process ended between the two. */
    private Ticket begun(Change change) {
        boolean exchange = change instanceof Change.Exchange;
        String to = exchange ? ((Change.Exchange) change).plugin() : "";
        return ticket(change.ticket(), change.slot(), "", to, change.how()).as(TicketState.PREPARED);
    }

    private Ticket ticket(long id, String slot, String from, String to, TicketChange how) {
        return new Ticket(id, run, slot, from, to, how, TicketState.REQUESTED, -1, -1, 0, StateTransfer.NONE, null);
    }

    private void keep(Ticket ticket) {
        all.put(ticket.id(), ticket);
        if (isAsked(ticket) || isOpen(ticket)) {
            unsettled.put(ticket.id(), ticket);
        } else {
            unsettled.remove(ticket.id());
        }
        next = Math.max(next, ticket.id() + 1);
    }

    /** The tickets of a run at rest, as its journal has them. */
    static List<Ticket> of(List<Journal.Entry> journal) {
        NavigableMap<Long, Ticket> records = new TreeMap<>();
        for (Journal.Entry entry : journal) {
            if (entry.data().containsKey("record")) {
                Ticket ticket = TicketJson.read(entry.data().get("record"));
                records.put(ticket.id(), ticket);
            }
        }
        return List.copyOf(records.values());
    }

    /** Whether a ticket's newcomer shares its slot or is under probation. */
    static boolean isOpen(Ticket ticket) {
        return ticket.state() == TicketState.APPLIED || ticket.state() == TicketState.PROBATION;
    }

    private static boolean isAsked(Ticket ticket) {
        return ticket.state() == TicketState.REQUESTED || ticket.state() == TicketState.PREPARED;
    }

    /** The number of the next ticket. */
    synchronized long next() {
        return next;
    }

    List<Ticket> all() {
        return List.copyOf(all.values());
    }

    Ticket get(long id) {
        Ticket ticket = all.get(id);
        if (ticket == null) {
            throw new PolycriticException(
                    ErrorCode.NOT_FOUND,
                    "ticket",
                    "run '" + run + "' has no ticket " + id
                            + (all.isEmpty() ? "" : "; its last one is " + all.lastKey()));
        }
        return ticket;
    }

    /** The tickets whose newcomers share a slot or are under probation, the newest first. */
    List<Ticket> open() {
        return unsettled.descendingMap().values().stream()
                .filter(Tickets::isOpen)
                .toList();
    }

    /** The open ticket of a slot. */
    Optional<Ticket> open(String slot) {
        return unsettled.values().stream()
                .filter(ticket -> ticket.slot().equals(slot) && isOpen(ticket))
                .findFirst();
    }

    /** Whether a change of a slot was asked for and is not made yet. */
    boolean isAsked(String slot) {
        return unsettled.values().stream().anyMatch(ticket -> ticket.slot().equals(slot) && isAsked(ticket));
    }

    /** The newest ticket that gave a slot its present part or setting. */
    Optional<Ticket> last(String slot) {
        return all.descendingMap().values().stream()
                .filter(ticket -> ticket.slot().equals(slot) && ticket.state() == TicketState.COMMITTED)
                .findFirst();
    }

    /** Begins a ticket. */
    synchronized Ticket request(String slot, String from, String to, TicketChange how) {
        return tell(ticket(next, slot, from, to, how));
    }

    /** Takes note of a state that need not survive, for the journal's change says as much. */
    Ticket tell(Ticket ticket) {
        synchronized (this) {
            keep(ticket);
        }
        listener.accept(ticket);
        return ticket;
    }

    /** Writes a ticket's state to the journal, where its change is already. */
    Ticket write(Ticket ticket, long update) {
        journal.note(update, "ticket", Map.of("record", TicketJson.write(ticket)));
        return tell(ticket);
    }

    /** Refuses a ticket; the run never noticed. */
    Ticket reject(Ticket ticket, Problem problem, long update) {
        return write(ticket.decided(TicketState.REJECTED, update, problem), update);
    }

    /** Strikes a ticket's change from the journal. */
    Ticket strike(Ticket ticket, Problem problem, long update) {
        Ticket struck = ticket.decided(TicketState.ROLLED_BACK, update, problem);
        journal.append(update, Timeline.ROLLBACK, Map.of("record", TicketJson.write(struck)));
        return tell(struck);
    }
}
