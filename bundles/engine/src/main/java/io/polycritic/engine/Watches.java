package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.conditions.Condition;
import io.polycritic.conditions.History;
import io.polycritic.conditions.Watch;
import java.util.ArrayList;
import java.util.List;

/** Watches over newcomers: their guards, and the end of their probation. Used by the run's thread. */
final class Watches {
    private static final System.Logger LOG = System.getLogger(Watches.class.getName());

    /** The code of the problem of a ticket whose guard has tripped. */
    static final String GUARD = "GUARD";

    private final Tickets tickets;
    private final History history;
    private final List<Watched> watched = new ArrayList<>();

    /** A ticket, its guards, and the update after which its probation ends. */
    private record Watched(Ticket ticket, List<Watch> guards, long until) {
        StateWriter under(StateWriter out) {
            return out.under("ticket" + ticket.id());
        }

        /** A guard that has had too few values to be judged has guarded nothing. */
        void warn() {
            for (Watch guard : guards) {
                if (!guard.waiting().isEmpty()) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "run {0}: ticket {1} is committed, but a guard of it could not be judged: {2}",
                            ticket.run(),
                            ticket.id(),
                            guard.waiting());
                }
            }
        }

        void close() {
            guards.forEach(Watch::close);
        }
    }

    /** A guard that tripped, and why. */
    record Trip(Ticket ticket, Problem problem) {}

    Watches(Tickets tickets, History history) {
        this.tickets = tickets;
        this.history = history;
    }

    /** Begins to watch over a ticket. */
    void begin(Ticket ticket) {
        end(ticket.id());
        List<Watch> guards = new ArrayList<>();
        for (String guard : ticket.change().guards()) {
            Watch watch = history.watch(Condition.parse("guards", guard));
            watch.mark();
            guards.add(watch);
        }
        watched.add(new Watched(ticket, guards, until(ticket)));
    }

    /** Goes on to watch a ticket in its next state; its guards still look at what was before it was applied. */
    void goOn(Ticket ticket) {
        for (int i = 0; i < watched.size(); i++) {
            Watched before = watched.get(i);
            if (before.ticket.id() == ticket.id()) {
                watched.set(i, new Watched(ticket, before.guards, until(ticket)));
                return;
            }
        }
        begin(ticket);
    }

    /** Goes on to watch a ticket where a snapshot has left it. */
    void restore(Ticket ticket, StateReader in) {
        begin(ticket);
        Watched last = watched.get(watched.size() - 1);
        for (int i = 0; i < last.guards.size(); i++) {
            last.guards.get(i).load(in.under("ticket" + ticket.id()).under("guard" + i));
        }
    }

    private static long until(Ticket ticket) {
        return ticket.update() + ticket.change().span() + ticket.change().probation();
    }

    /** Watches no longer. */
    void end(long ticket) {
        watched.removeIf(each -> {
            if (each.ticket.id() == ticket) {
                each.close();
            }
            return each.ticket.id() == ticket;
        });
    }

    /** After each update: commits what has stood its probation; returns what has not, or null. */
    Trip observe(long update) {
        for (int i = watched.size() - 1; i >= 0; i--) {
            Watched each = watched.get(i);
            for (int k = 0; k < each.guards.size(); k++) {
                if (each.guards.get(k).holds()) {
                    return new Trip(
                            each.ticket,
                            new Problem(
                                    GUARD,
                                    each.ticket.slot(),
                                    "the guard tripped: "
                                            + each.guards.get(k).condition().text()));
                }
            }
            if (each.ticket.state() == TicketState.PROBATION && update >= each.until) {
                each.warn();
                end(each.ticket.id());
                tickets.write(each.ticket.decided(TicketState.COMMITTED, update, null), update);
            }
        }
        return null;
    }

    /** Writes the marks of all guards. */
    void save(StateWriter out) {
        for (Watched each : watched) {
            StateWriter under = each.under(out);
            for (int i = 0; i < each.guards.size(); i++) {
                each.guards.get(i).save(under.under("guard" + i));
            }
        }
    }
}
