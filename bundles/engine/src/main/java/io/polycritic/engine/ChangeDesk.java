package io.polycritic.engine;

import io.polycritic.api.control.GuardView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.conditions.Preset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Where changes of a run are asked for: they are prepared on the caller's thread and made at a safe point. */
final class ChangeDesk {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LOOK_NANOS = 20_000_000;

    private final Run run;
    private final Openings openings;

    ChangeDesk(Run run, Openings openings) {
        this.run = run;
        this.openings = openings;
    }

    /**
     * Prepares a swap on the calling thread, makes it at the next safe point, waits for that.
     *
     * @return the ticket, applied or rejected
     */
    Ticket swap(SwapRequest request, String by) {
        TicketChange how = guarded(request.slot(), Preparation.how(request, by));
        Parts present = run.parts();
        Occupant occupant = present.get(request.slot());
        Ticket ticket = run.tickets()
                .request(
                        request.slot(),
                        occupant == null ? "" : occupant.plugin().pin(),
                        request.plugin() == null ? "" : request.plugin(),
                        how);
        Preparation preparation = new Preparation(present);
        return change(
                ticket,
                () -> preparation.exchange(ticket.id(), request, how),
                preparation,
                request.trial() == null || request.trial());
    }

    /** Tries a swap on a copy. */
    SwapPreview preview(SwapRequest request) {
        TicketChange how = guarded(request.slot(), Preparation.how(request, "preview"));
        Parts present = run.parts();
        Preparation preparation = new Preparation(present);
        List<String> modes = List.of();
        try {
            Change.Exchange change = preparation.exchange(run.tickets().next(), request, how);
            modes = preparation.modes(change);
            openings.rehearse(run.timeline(), change, run.spec().hangSeconds());
            return new SwapPreview(true, null, modes, transfer(preparation, change));
        } catch (PolycriticException e) {
            return new SwapPreview(false, Faults.problem(e), modes, StateTransfer.NONE);
        }
    }

    /** What would become of the state that the slot's part has now. */
    private StateTransfer transfer(Preparation preparation, Change.Exchange change) {
        Prepared prepared = preparation.prepare(change);
        try {
            State.Report report = new State.Report();
            State state = run.atSafePoint(() -> {
                Occupant present = run.parts().get(change.slot());
                return present == null ? new State() : present.state();
            });
            if (prepared.newcomer() != null && !change.how().mode().equals(TicketChange.COLD)) {
                prepared.newcomer().own().load(state.reader(report));
            }
            return Swaps.transfer(state, report);
        } finally {
            prepared.discard();
        }
    }

    /** The guards that are ready to be picked for a slot. */
    List<GuardView> guards(String slot) {
        return Arrays.stream(Preset.values())
                .map(preset -> new GuardView(
                        preset.id(),
                        preset.title(),
                        preset.text(),
                        preset.expression(slot, run.recorder().series().names()).orElse("")))
                .toList();
    }

    /** Changes one setting, in the same way. */
    Ticket set(SettingRequest request, String by) {
        TicketChange how = guarded(request.slot(), Preparation.how(request, by));
        Parts present = run.parts();
        Occupant occupant = present.get(request.slot());
        String pin = occupant == null ? "" : occupant.plugin().pin();
        Ticket ticket = run.tickets().request(request.slot(), pin, pin, how);
        Change change = new Change.Setting(ticket.id(), request.slot(), how);
        boolean weighs = request.setting().equals(SettingRequest.WEIGHT);
        boolean trial = !weighs && (request.trial() == null || request.trial());
        return change(ticket, () -> change, new Preparation(present), trial);
    }

    private Ticket change(Ticket ticket, Supplier<? extends Change> meaning, Preparation preparation, boolean trial) {
        Prepared prepared = null;
        try {
            requireUnwatched(ticket);
            Change change = meaning.get();
            prepared = preparation.prepare(change);
            if (trial) {
                openings.rehearse(run.timeline(), change, run.spec().hangSeconds());
            }
            Prepared ready = prepared;
            Ticket waiting = run.tickets()
                    .tell((change instanceof Change.Exchange exchange ? ticket.to(exchange.plugin()) : ticket)
                            .as(TicketState.PREPARED));
            Ticket made = whenCaughtUp(() -> {
                requireUnwatched(waiting);
                Ticket done = run.stretch().change(ready, waiting);
                run.rests();
                return done;
            });
            run.journal().sync();
            return made;
        } catch (RuntimeException | LinkageError e) {
            if (prepared != null && prepared.isUnused()) {
                prepared.discard();
            }
            Ticket now = run.tickets().get(ticket.id());
            if (Tickets.isOpen(now) || now.state() == TicketState.COMMITTED) {
                // It was made; what failed is the disk.
                throw e;
            }
            return now.state() == TicketState.ROLLED_BACK
                    ? now
                    : run.tickets()
                            .reject(
                                    ticket,
                                    Faults.refusal(e, ticket.slot()),
                                    run.progress().update());
        }
    }

    /** Has work done at a safe point at which no change of the journal is still to be repeated, and waits for it. */
    private <T> T whenCaughtUp(Supplier<T> work) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Optional<T> done =
                    run.atSafePoint(() -> run.stretch().isRepeating() ? Optional.empty() : Optional.of(work.get()));
            if (done.isPresent()) {
                return done.get();
            }
            if (System.nanoTime() > end) {
                throw new PolycriticException(
                        ErrorCode.CONFLICT, "", "the run has been repeating its journal for a minute; try again later");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** The same change with its guards as conditions, ready-made ones made for the slot. */
    TicketChange guarded(String slot, TicketChange how) {
        return Guards.made(slot, how, run.recorder().series().names());
    }

    private void requireUnwatched(Ticket ticket) {
        boolean weighs = ticket.change().setting().equals(SettingRequest.WEIGHT)
                && ticket.change().probation() == 0;
        if (!weighs) {
            run.tickets().open(ticket.slot()).ifPresent(open -> {
                throw new PolycriticException(
                        ErrorCode.CONFLICT,
                        ticket.slot(),
                        "is under ticket " + open.id() + " until that is decided (probation of "
                                + open.change().probation()
                                + " updates); commit it or roll it back first");
            });
        }
    }

    /** Strikes a ticket, open or committed long ago; the run goes on as if it had never been. */
    Ticket rollBack(long ticket) {
        return whenCaughtUp(() -> {
            Ticket found = run.tickets().get(ticket);
            if (!Tickets.isOpen(found) && found.state() != TicketState.COMMITTED) {
                throw new PolycriticException(
                        ErrorCode.CONFLICT, "ticket", ticket + " is " + found.state() + "; nothing is to be undone");
            }
            return run.stretch().rollBack(found, new Problem(ErrorCode.USER.name(), "", "rolled back on request"));
        });
    }

    /** Lets the newcomer of a ticket take over before its time. */
    Ticket promote(long ticket) {
        Ticket promoted = whenCaughtUp(() -> run.stretch().promote(run.tickets().get(ticket)));
        run.journal().sync();
        return promoted;
    }

    /** Ends a probation early. */
    Ticket commit(long ticket) {
        return run.atSafePoint(() -> {
            Ticket found = run.tickets().get(ticket);
            if (found.state() != TicketState.PROBATION) {
                throw new PolycriticException(
                        ErrorCode.CONFLICT, "ticket", ticket + " is " + found.state() + ", not under probation");
            }
            return run.stretch().commit(found);
        });
    }
}
