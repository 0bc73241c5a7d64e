package io.polycritic.engine;

import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes prepared changes at a safe point. Touched by the run's thread alone. */
final class Swaps {
    private final Parts parts;

    Swaps(Parts parts) {
        this.parts = parts;
    }

    /**
     * Makes a change.
     *
     * @param update the updates made
     * @param durable called before anything is exchanged, when all that can fail has not failed
     * @return what became of the state
     */
    StateTransfer apply(Prepared prepared, long update, Runnable durable) {
        if (prepared.parts() != parts) {
            throw changed(prepared.change().slot());
        }
        Occupant newcomer = prepared.newcomer();
        if (newcomer != null && !parts.services().catalog().has(newcomer.plugin())) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT, newcomer.path(), newcomer.plugin().pin() + " has left meanwhile");
        }
        Change change = prepared.change();
        if (change instanceof Change.Exchange exchange) {
            return exchange(exchange, prepared.newcomer(), update, durable);
        }
        Occupant old = parts.get(change.slot());
        if (change instanceof Change.Promotion) {
            durable.run();
            if (old.sharing() != null) {
                takeOver(old);
            }
            return StateTransfer.NONE;
        }
        if (prepared.newcomer() == null) {
            durable.run();
            old.weight(((Number) change.how().value()).doubleValue());
            return StateTransfer.NONE;
        }
        return set(change, old, prepared.newcomer(), durable);
    }

    private StateTransfer set(Change change, Occupant old, Occupant same, Runnable durable) {
        if (old == null || old.generation() != same.generation() || old.plugin() != same.plugin()) {
            throw changed(change.slot());
        }
        requireUnshared(old);
        State state = old.state();
        same.resume(old, parts.seed());
        same.weight(old.weight());
        durable.run();
        parts.put(same);
        old.close();
        return new StateTransfer(List.copyOf(state.values().keySet()), List.of(), List.of(), List.of());
    }

    private StateTransfer exchange(Change.Exchange change, Occupant newcomer, long update, Runnable durable) {
        String path = change.slot();
        Occupant old = parts.get(path);
        int generation = old == null ? 0 : old.generation() + 1;
        if (newcomer != null && newcomer.generation() != generation) {
            throw changed(path);
        }
        requireUnshared(old);
        State oldState = old == null ? new State() : old.state();
        boolean carries = !change.how().mode().equals(TicketChange.COLD) && old != null && newcomer != null;
        State.Report report = new State.Report();
        if (carries) {
            newcomer.own().load(oldState.reader(report));
        }
        if (Sharing.is(change.how().mode())) {
            Sharing sharing = new Sharing(change.ticket(), change.how(), update, newcomer);
            sharing.pair(pair(old, sharing));
            checkShared(old, sharing);
            durable.run();
            begin(old, sharing, report);
        } else {
            durable.run();
            if (newcomer == null) {
                parts.remove(path);
            } else {
                parts.put(newcomer);
            }
            if (!carries
                    || !report.initialised().isEmpty()
                    || !report.reshaped().isEmpty()) {
                optimizers(optimizer -> optimizer.forget(path));
            }
            if (old != null) {
                old.close();
            }
        }
        return transfer(oldState, report);
    }

    /** What becomes of a state that a part has read. */
    static StateTransfer transfer(State state, State.Report report) {
        List<String> dropped = new ArrayList<>(state.values().keySet());
        dropped.removeAll(report.carried());
        dropped.removeAll(report.reshaped());
        return new StateTransfer(report.carried(), report.reshaped(), report.initialised(), dropped);
    }

    private Pair pair(Occupant incumbent, Sharing sharing) {
        return incumbent
                .own()
                .beside(sharing.newcomer().own(), sharing.handover(), new SlotContext(parts, incumbent))
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.PLUGIN,
                        incumbent.path(),
                        incumbent.plugin().pin() + " does not share its slot in the mode "
                                + sharing.handover().mode().name().toLowerCase(java.util.Locale.ROOT)));
    }

    /** A pair must play every role that the others ask for, which a role of a third party may have forgotten. */
    private void checkShared(Occupant incumbent, Sharing sharing) {
        incumbent.share(sharing);
        try {
            Wires.check(parts.all(), parts.services().catalog().plugins());
        } catch (RuntimeException e) {
            sharing.closePair();
            throw e;
        } finally {
            incumbent.share(null);
        }
    }

    /** Lets a newcomer share a slot. */
    private void begin(Occupant incumbent, Sharing sharing, State.Report report) {
        String next = Handover.next(incumbent.path());
        boolean whole = report.initialised().isEmpty() && report.reshaped().isEmpty();
        sharing.newcomer().standing(Occupant.Standing.NEWCOMER);
        optimizers(optimizer -> {
            if (whole) {
                optimizer.copy(next, incumbent.path());
            } else {
                optimizer.forget(next);
            }
        });
        incumbent.share(sharing);
    }

    /** Lets a newcomer share a slot as a snapshot has it. */
    void restore(Occupant incumbent, Sharing sharing, State pairState) {
        Pair pair = pair(incumbent, sharing);
        pair.load(pairState.reader());
        sharing.pair(pair);
        sharing.newcomer().standing(Occupant.Standing.NEWCOMER);
        incumbent.share(sharing);
    }

    /** The newcomer fills the slot alone. */
    void takeOver(Occupant incumbent) {
        Sharing sharing = incumbent.sharing();
        String path = incumbent.path();
        sharing.closePair();
        incumbent.share(null);
        optimizers(optimizer -> optimizer.rename(Handover.next(path), path));
        parts.put(sharing.newcomer());
        incumbent.close();
    }

    /** The newcomer leaves; the incumbent never noticed it. */
    void drop(Occupant incumbent) {
        Sharing sharing = incumbent.sharing();
        incumbent.share(null);
        sharing.close();
        optimizers(optimizer -> optimizer.forget(Handover.next(incumbent.path())));
    }

    private void optimizers(Consumer<GradientOptimizer> action) {
        for (Occupant occupant : parts.all()) {
            if (occupant.own() instanceof GradientOptimizer optimizer) {
                action.accept(optimizer);
            }
        }
    }

    private static void requireUnshared(Occupant occupant) {
        if (occupant != null && occupant.sharing() != null) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    occupant.path(),
                    "is shared by two parts until ticket " + occupant.sharing().ticket() + " is decided");
        }
    }

    private static PolycriticException changed(String slot) {
        return new PolycriticException(ErrorCode.CONFLICT, slot, "was changed meanwhile; ask again");
    }
}
