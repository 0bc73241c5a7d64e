package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.catalog.Plugin;
import io.polycritic.conditions.History;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stretch of a run: from an opening on, until the run ends or is set back. Its parts are touched by one thread, which
 * makes updates and, between two of them, the changes of the journal and what others have asked for.
 */
final class Stretch implements Recorder.Course {
    private static final String RULES = "rules";

    private final Run run;
    private final Parts parts;
    private final MetricsBoard board;
    private final ArrayDeque<Timeline.Dated> replay;
    private final Parking parking;
    private final Swaps swaps;
    private final History history = new History();
    private final Watches watches;
    private final Rules rules;
    private final Deeds deeds;
    private final Hang hang = new Hang();
    private volatile Progress progress;
    private boolean setBack;

    /** How a stretch ends. */
    enum Outcome {
        /** The budget is spent. */
        DONE,
        /** The run was asked to stop. */
        STOPPED,
        /** A change was struck; the run goes on from before it. */
        SET_BACK
    }

    Stretch(Run run, Opening opening) {
        this.run = run;
        this.parts = opening.parts();
        this.board = opening.board();
        this.replay = new ArrayDeque<>(opening.replay());
        this.progress = opening.progress();
        this.parking = new Parking(parts);
        this.swaps = new Swaps(parts);
        StateReader kept = opening.engine().reader(new State.Report());
        this.history.load(kept.under("history"));
        this.watches = new Watches(run.tickets(), history);
        for (Ticket ticket : run.tickets().open()) {
            if (replay.stream().noneMatch(dated -> begins(dated.change(), ticket))) {
                watches.restore(ticket, kept);
            }
        }
        // Reading the whole journal takes its time; a run without rules has nothing to look for in it.
        Automation automation = run.spec().automation();
        this.rules = new Rules(
                automation,
                history,
                automation.isEmpty() ? List.of() : run.journal().entries());
        this.rules.load(kept.under(RULES));
        this.deeds = new Deeds(run, this);
    }

    private static boolean begins(Change change, Ticket ticket) {
        return change.ticket() == ticket.id() && !(change instanceof Change.Promotion);
    }

    Parts parts() {
        return parts;
    }

    Progress progress() {
        return progress;
    }

    Parking parking() {
        return parking;
    }

    Hang hang() {
        return hang;
    }

    Outcome train() throws InterruptedException {
        while (true) {
            hang.enter();
            catchUp();
            run.safePoint().drain();
            boolean rests = run.isPaused() || parking.isWaiting();
            Outcome outcome = outcome(rests);
            if (outcome == null && !rests) {
                update();
            }
            hang.leave();
            if (outcome != null) {
                return outcome;
            }
            if (rests) {
                run.recorder().flush();
                Runnable work = run.safePoint().take();
                hang.enter();
                work.run();
                hang.leave();
            }
        }
    }

    /** How the stretch ends here; null if it goes on. */
    private Outcome outcome(boolean rests) {
        boolean spent = progress.steps() >= run.spec().steps();
        if (setBack) {
            return Outcome.SET_BACK;
        }
        if (run.isStopping()) {
            return spent ? Outcome.DONE : Outcome.STOPPED;
        }
        return !rests && spent ? Outcome.DONE : null;
    }

    private void update() {
        long begin = System.nanoTime();
        Learner.Update done = ((Learner) parts.call("learner").part()).update();
        if (hang.isAbandoned()) {
            throw new Hang.AbandonedException();
        }
        progress = progress.plus(done.steps(), done.episodes(), (System.nanoTime() - begin) / 1e9);
        report();
        shareOrTakeOver();
        board.endUpdate(history);
        Watches.Trip trip = watches.observe(progress.update());
        if (trip != null) {
            rollBack(trip.ticket(), trip.problem());
        }
        if (!setBack) {
            rules.act(progress, isRepeating(), deeds);
            run.recorder().updated(parts, progress);
        }
    }

    /** Reports what is the engine's own. */
    private void report() {
        List<Occupant> all = parts.inOrder();
        for (int i = 0; i < all.size(); i++) {
            Occupant occupant = all.get(i);
            if (occupant.kind() == Kind.CRITIC || occupant.kind() == Kind.REWARD_MODEL) {
                board.of(occupant.path()).record("weight", occupant.weight());
            }
            Sharing sharing = occupant.sharing();
            if (sharing != null) {
                sharing.report(board, occupant.path());
            }
        }
        board.of("run").record("stepsPerSecond", progress.stepsPerSecond());
    }

    private void shareOrTakeOver() {
        List<Occupant> all = parts.inOrder();
        for (int i = 0; i < all.size(); i++) {
            Occupant occupant = all.get(i);
            Sharing sharing = occupant.sharing();
            if (sharing != null && sharing.isOver(progress.update())) {
                swaps.takeOver(occupant);
                Ticket ticket = run.tickets().get(sharing.ticket());
                if (ticket.state() == TicketState.APPLIED) {
                    settle(ticket);
                }
            } else if (sharing != null) {
                sharing.at(progress.update());
            }
        }
    }

    /** Makes a change that was asked for, the journal first. */
    Ticket change(Prepared prepared, Ticket ticket) {
        long begin = System.nanoTime();
        StateTransfer moved;
        AtomicBoolean written = new AtomicBoolean();
        try {
            moved = swaps.apply(prepared, progress.update(), () -> {
                write(prepared.change());
                written.set(true);
            });
        } catch (RuntimeException | LinkageError e) {
            if (!written.get()) {
                throw e;
            }
            // Half made, so it is undone.
            prepared.discard();
            return rollBack(ticket, Faults.of(e, parts, progress));
        }
        if (prepared.change() instanceof Change.Exchange exchange) {
            parking.filled(exchange.slot());
        }
        return applied(ticket.applied(progress.update(), (System.nanoTime() - begin) / 1e6, moved));
    }

    /**
     * The journal first. The entry survives the end of the process from here on. That it survives the machine's, nobody
     * needs before the run's state or an answer tells of it: snapshots and those who asked wait for that, the run does
     * not.
     */
    private void write(Change change) {
        parts.frozen().persist();
        run.journal().note(progress.update(), change.type(), change.toData());
    }

    private Ticket applied(Ticket ticket) {
        if (Sharing.is(ticket.change().mode())) {
            run.tickets().write(ticket, progress.update());
            watches.begin(ticket);
            return ticket;
        }
        return settle(ticket);
    }

    /** The newcomer fills the slot: from here on it is under probation, or stays. */
    private Ticket settle(Ticket ticket) {
        if (ticket.change().probation() == 0) {
            watches.end(ticket.id());
            return run.tickets()
                    .write(
                            ticket.decided(TicketState.COMMITTED, progress.update(), ticket.problem()),
                            progress.update());
        }
        Ticket watched = run.tickets().write(ticket.as(TicketState.PROBATION), progress.update());
        watches.goOn(watched);
        return watched;
    }

    /** Strikes a ticket's change. What it has changed is as if it had never been. */
    Ticket rollBack(Ticket ticket, Problem problem) {
        watches.end(ticket.id());
        Occupant occupant = parts.get(ticket.slot());
        Sharing sharing = occupant == null ? null : occupant.sharing();
        Ticket struck = run.tickets().strike(ticket, problem, progress.update());
        if (sharing != null && sharing.ticket() == ticket.id() && sharing.isSilent()) {
            swaps.drop(occupant);
        } else {
            setBack = true;
        }
        return struck;
    }

    /** Ends what two parts share where the plugin of either leaves: its ticket is rolled back. */
    void partFrom(Plugin plugin) {
        for (Occupant occupant : List.copyOf(parts.all())) {
            Sharing sharing = occupant.sharing();
            if (sharing != null
                    && (occupant.plugin() == plugin || sharing.newcomer().plugin() == plugin)) {
                Problem left = new Problem(
                        ErrorCode.PLUGIN.name(), occupant.path(), "the bundle of " + plugin.pin() + " has left");
                rollBack(run.tickets().get(sharing.ticket()), left);
            }
        }
    }

    /** Lets a newcomer that shares a slot take over now; from here on it is under probation, or stays. */
    Ticket promote(Ticket ticket) {
        Occupant occupant = parts.get(ticket.slot());
        Sharing sharing = occupant == null ? null : occupant.sharing();
        if (sharing == null || sharing.ticket() != ticket.id()) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    "ticket",
                    ticket.id() + " is " + ticket.state() + ", no newcomer shares a slot");
        }
        if (!sharing.pair().settled()) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT, ticket.slot(), "cannot be taken over yet: episodes of the old part go on");
        }
        Change change = new Change.Promotion(ticket.id(), ticket.slot());
        swaps.apply(new Prepared(parts, change, null), progress.update(), () -> write(change));
        return settle(ticket.sharedFor(progress.update() - ticket.update()));
    }

    /** Ends a probation early. */
    Ticket commit(Ticket ticket) {
        watches.end(ticket.id());
        return run.tickets()
                .write(ticket.decided(TicketState.COMMITTED, progress.update(), ticket.problem()), progress.update());
    }

    /** Whether the journal has changes of later updates. */
    boolean isRepeating() {
        return !replay.isEmpty() && replay.peekLast().update() > progress.update();
    }

    /** Makes the journal's changes of this moment, when the run goes on from a snapshot that is older than they are. */
    void catchUp() {
        while (!replay.isEmpty() && replay.peek().update() <= progress.update()) {
            Timeline.Dated dated = replay.peek();
            if (dated.update() < progress.update()) {
                throw new PolycriticException(
                        ErrorCode.INTERNAL,
                        "journal",
                        "entry " + dated.sequence() + " belongs to update " + dated.update()
                                + ", but the run is at update " + progress.update());
            }
            repeat(dated);
            replay.poll();
        }
    }

    private void repeat(Timeline.Dated dated) {
        Change change = dated.change();
        if (change instanceof Change.Park park) {
            parking.fail(park.slot(), park.problem());
            run.rests();
            return;
        }
        Prepared prepared = null;
        StateTransfer moved;
        try {
            prepared = new Preparation(parts).prepare(change);
            moved = swaps.apply(prepared, progress.update(), () -> {});
        } catch (PolycriticException e) {
            if (prepared != null) {
                prepared.discard();
            }
            if (!run.timeline().isRevisedAfter(dated.sequence())) {
                throw e;
            }
            // What it was made for is no longer there: without a struck change this one cannot be made.
            Ticket ticket = run.tickets().get(change.ticket());
            run.tickets().strike(ticket, Faults.problem(e), progress.update());
            return;
        }
        parking.filled(change.slot());
        Ticket ticket = run.tickets().get(change.ticket());
        if (change instanceof Change.Promotion) {
            if (ticket.state() == TicketState.APPLIED) {
                settle(ticket.sharedFor(progress.update() - ticket.update()));
            }
        } else if (ticket.state() == TicketState.PREPARED) {
            applied(ticket.applied(progress.update(), 0, moved));
        } else if (!run.timeline().isDecided(ticket.id())) {
            watches.begin(ticket);
        }
    }

    @Override
    public MetricsBoard board() {
        return board;
    }

    @Override
    public void measured(Map<String, Double> means) {
        means.forEach(history::add);
    }

    @Override
    public void makeDurable() {
        run.journal().sync();
    }

    @Override
    public long contained() {
        return replay.isEmpty() ? run.journal().size() : replay.peek().sequence() - 1;
    }

    @Override
    public long journalLength() {
        return run.journal().size();
    }

    @Override
    public long needed() {
        return run.tickets().open().stream()
                .mapToLong(Ticket::update)
                .filter(update -> update >= 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public State engine() {
        State state = new State();
        history.save(state.writer().under("history"));
        watches.save(state.writer());
        rules.save(state.writer().under(RULES));
        return state;
    }
}
