package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Prepares swaps beside a run and applies them at its safe points. */
final class Swaps {
    private final Parts parts;
    private final Journal journal;
    private final Map<Long, Ticket> tickets = new ConcurrentSkipListMap<>();
    private long next = 1;

    /** A change with its part made; the part is null where a slot is removed. */
    record Prepared(Change change, Occupant occupant) {
        void discard() {
            if (occupant != null) {
                occupant.close();
            }
        }
    }

    Swaps(Parts parts, Journal journal) {
        this.parts = parts;
        this.journal = journal;
        for (Journal.Entry entry : journal.entries()) {
            if (entry.data().containsKey("record")) {
                Ticket ticket = TicketJson.read(entry.data().get("record"));
                tickets.put(ticket.id(), ticket);
                next = Math.max(next, ticket.id() + 1);
            } else if (Change.SWAP.equals(entry.type())) {
                next = Math.max(next, Change.of(entry.data()).ticket() + 1);
            }
        }
    }

    List<Ticket> tickets() {
        return List.copyOf(tickets.values());
    }

    /** Begins a ticket for a request. */
    synchronized Ticket request(SwapRequest request) {
        Occupant present = parts.get(request.slot());
        String mode = request.mode() == null || request.mode().isEmpty() ? "warm" : request.mode();
        Ticket ticket = new Ticket(
                next++,
                parts.run(),
                request.slot(),
                present == null ? "" : present.plugin().pin(),
                request.plugin() == null ? "" : request.plugin(),
                mode,
                TicketState.REQUESTED,
                -1,
                0,
                List.of(),
                List.of(),
                List.of(),
                null);
        tickets.put(ticket.id(), ticket);
        return ticket;
    }

    /** Makes the new part and checks it against the others, on the caller's thread; the run goes on. */
    Prepared prepare(Ticket ticket, SwapRequest request) {
        String path = request.slot();
        Kind kind = kind(path);
        Occupant present = parts.get(path);
        if (!ticket.mode().equals("warm") && !ticket.mode().equals("cold")) {
            throw new PolycriticException(
                    ErrorCode.USER, "mode", "found '" + ticket.mode() + "', allowed is warm or cold");
        }
        if (request.plugin() == null || request.plugin().isEmpty()) {
            if (present == null || path.equals(kind.single())) {
                throw new PolycriticException(ErrorCode.USER, path, "cannot be removed; " + slots());
            }
            return prepare(new Change(ticket.id(), path, "", Map.of(), ticket.mode(), 0));
        }
        if (present == null) {
            RunSpecReader.checkName(path, path.substring(path.indexOf('.') + 1));
        }
        double weight = request.weight() != null ? request.weight() : present == null ? 1 : present.weight();
        checkWeight(weight);
        Plugin plugin = parts.services().catalog().resolve(kind, request.plugin(), "plugin");
        Map<String, Object> config = Assembly.complete(path, plugin, request.config());
        return prepare(new Change(ticket.id(), path, plugin.pin(), config, ticket.mode(), weight));
    }

    /** Makes the part of a change, as a request or the journal has it. */
    Prepared prepare(Change change) {
        Occupant present = parts.get(change.slot());
        if (change.plugin().isEmpty()) {
            checkWired(change.slot(), null);
            return new Prepared(change, null);
        }
        Plugin plugin = parts.services().catalog().resolve(kind(change.slot()), change.plugin(), "plugin");
        int generation = present == null ? 0 : present.generation() + 1;
        Occupant made = parts.make(
                change.slot(),
                plugin,
                Assembly.complete(change.slot(), plugin, change.config()),
                generation,
                change.weight(),
                present == null ? 0 : present.every());
        try {
            if (change.slot().equals(Kind.ENVIRONMENT.single())
                    && made.part() instanceof Environment environment
                    && !environment.spec().equals(parts.environment())) {
                throw new PolycriticException(
                        ErrorCode.USER,
                        change.slot(),
                        "has other spaces than the present environment: found " + environment.spec() + ", needed is "
                                + parts.environment());
            }
            checkWired(change.slot(), made);
            return new Prepared(change, made);
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** Exchanges the parts at a safe point, the journal first. */
    Ticket apply(Prepared prepared, long update, boolean journaled) {
        long begin = System.nanoTime();
        Change change = prepared.change();
        Occupant old = parts.get(change.slot());
        int generation = old == null ? 0 : old.generation() + 1;
        if (prepared.occupant() != null && prepared.occupant().generation() != generation) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT, change.slot(), "was changed by another ticket meanwhile; ask again");
        }
        State.Report report = new State.Report();
        State oldState = old == null ? new State() : old.state();
        boolean warm = change.mode().equals("warm") && old != null && prepared.occupant() != null;
        if (warm) {
            prepared.occupant().part().load(oldState.reader(report));
        }
        checkWired(change.slot(), prepared.occupant());
        if (!journaled) {
            parts.frozen().persist();
            journal.append(update, Change.SWAP, change.toData());
        }
        if (prepared.occupant() == null) {
            parts.remove(change.slot());
        } else {
            parts.put(prepared.occupant());
        }
        if (!warm || !report.initialised().isEmpty()) {
            forget(change.slot());
        }
        if (old != null) {
            old.close();
        }
        List<String> dropped = new ArrayList<>(oldState.values().keySet());
        dropped.removeAll(report.carried());
        double pause = (System.nanoTime() - begin) / 1e6;
        Ticket ticket = new Ticket(
                change.ticket(),
                parts.run(),
                change.slot(),
                old == null ? "" : old.plugin().pin(),
                change.plugin(),
                change.mode(),
                TicketState.COMMITTED,
                update,
                pause,
                report.carried(),
                report.initialised(),
                dropped,
                null);
        record(ticket, update);
        return ticket;
    }

    /** Refuses a ticket; the run never noticed. */
    Ticket reject(Ticket ticket, Problem problem, long update) {
        Ticket rejected = new Ticket(
                ticket.id(),
                ticket.run(),
                ticket.slot(),
                ticket.from(),
                ticket.to(),
                ticket.mode(),
                TicketState.REJECTED,
                -1,
                0,
                List.of(),
                List.of(),
                List.of(),
                problem);
        record(rejected, update);
        return rejected;
    }

    static void checkWeight(double weight) {
        if (!Double.isFinite(weight)) {
            throw new PolycriticException(ErrorCode.USER, "weight", "found " + weight + ", allowed is a finite number");
        }
    }

    private void record(Ticket ticket, long update) {
        tickets.put(ticket.id(), ticket);
        journal.append(update, "ticket", Map.of("record", TicketJson.write(ticket)));
    }

    private void forget(String path) {
        for (Occupant occupant : parts.all()) {
            if (occupant.part() instanceof GradientOptimizer optimizer) {
                optimizer.forget(path);
            }
        }
    }

    /** Checks the parts as they would be with another occupant in a slot, or without it. */
    private void checkWired(String path, Occupant occupant) {
        Map<String, Occupant> changed = new LinkedHashMap<>();
        parts.all().forEach(each -> changed.put(each.path(), each));
        if (occupant == null) {
            changed.remove(path);
        } else {
            changed.put(path, occupant);
        }
        Wires.check(changed.values(), parts.services().catalog().plugins());
    }

    private Kind kind(String path) {
        try {
            return Kind.ofPath(path);
        } catch (IllegalArgumentException e) {
            throw new PolycriticException(ErrorCode.USER, "slot", e.getMessage() + "; " + slots(), e);
        }
    }

    private String slots() {
        return "the run's slots are " + parts.all().stream().map(Occupant::path).toList();
    }
}
