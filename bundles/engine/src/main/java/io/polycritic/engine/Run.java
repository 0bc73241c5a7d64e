package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.Journal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One live run: its thread makes updates and, between two of them, does what others have asked for. All parts are
 * touched by this thread alone.
 */
final class Run {
    private static final System.Logger LOG = System.getLogger(Run.class.getName());
    private static final long PATIENCE_SECONDS = 60;

    private final RunSpec spec;
    private final Parts parts;
    private final Journal journal;
    private final Recorder recorder;
    private final Swaps swaps;
    private final Parking parking;
    private final EventHub events;
    private final SafePoint safePoint = new SafePoint();
    private final ArrayDeque<Journal.Entry> replay;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile Progress progress;
    private volatile RunState state = RunState.RUNNING;
    private volatile Problem problem;
    private boolean paused;
    private boolean stopping;

    Run(RunSpec spec, Parts parts, Journal journal, Recorder recorder, EventHub events, Opening opening) {
        this.spec = spec;
        this.parts = parts;
        this.journal = journal;
        this.recorder = recorder;
        this.events = events;
        this.swaps = new Swaps(parts, journal);
        this.parking = new Parking(parts);
        this.progress = opening.progress();
        this.replay = new ArrayDeque<>(opening.replay());
        recorder.begins(progress);
        recorder.contains(() ->
                replay.isEmpty() ? journal.entries().size() : replay.peek().sequence() - 1);
        this.thread = new Thread(this::loop, "polycritic-run-" + parts.run());
        this.thread.setDaemon(true);
    }

    /** Where a run begins: its progress, and the journal entries that are still to be applied. */
    record Opening(Progress progress, List<Journal.Entry> replay) {}

    void start() {
        thread.start();
    }

    String id() {
        return parts.run();
    }

    RunSpec spec() {
        return spec;
    }

    Parts parts() {
        return parts;
    }

    Recorder recorder() {
        return recorder;
    }

    Progress progress() {
        return progress;
    }

    RunState state() {
        return state;
    }

    Problem problem() {
        return problem;
    }

    List<Ticket> tickets() {
        return swaps.tickets();
    }

    List<Journal.Entry> journal() {
        return journal.entries();
    }

    /** How many requests wait for a safe point. */
    int waiting() {
        return safePoint.waiting();
    }

    boolean isLive() {
        return ended.getCount() > 0;
    }

    boolean await(double seconds) throws InterruptedException {
        return ended.await((long) (seconds * 1000), TimeUnit.MILLISECONDS);
    }

    void pause() {
        safePoint.call(
                () -> {
                    if (!paused) {
                        journal.append(progress.update(), "paused", Map.of());
                        paused = true;
                        rest();
                    }
                    return null;
                },
                PATIENCE_SECONDS);
    }

    void resume() {
        safePoint.call(
                () -> {
                    if (paused) {
                        journal.append(progress.update(), "resumed", Map.of());
                        paused = false;
                        rest();
                    }
                    return null;
                },
                PATIENCE_SECONDS);
    }

    /** Asks for the end of the run; it writes a snapshot and leaves. */
    void stop() {
        safePoint.post(() -> stopping = true);
    }

    void snapshot() {
        safePoint.call(
                () -> {
                    String hash = recorder.snapshot(parts, progress, true);
                    journal.append(progress.update(), "snapshot", Map.of("parameterHash", hash));
                    recorder.summary(this);
                    return null;
                },
                PATIENCE_SECONDS);
    }

    /** Prepares a swap on the calling thread, applies it at the next safe point, waits for that. */
    Ticket swap(SwapRequest request) {
        Ticket ticket = swaps.request(request);
        Swaps.Prepared prepared = null;
        Ticket done;
        try {
            prepared = swaps.prepare(ticket, request);
            Swaps.Prepared ready = prepared;
            done = safePoint.call(
                    () -> {
                        caughtUp();
                        return swaps.apply(ready, progress.update(), false);
                    },
                    PATIENCE_SECONDS);
        } catch (RuntimeException e) {
            if (prepared != null) {
                prepared.discard();
            }
            Problem why = e instanceof PolycriticException known
                    ? Faults.problem(known)
                    : new Problem(ErrorCode.PLUGIN.name(), request.slot(), Parts.describe(e));
            done = swaps.reject(ticket, why, progress.update());
        }
        publish("ticket", Map.of(), done);
        return done;
    }

    void weight(String slot, double weight) {
        Swaps.checkWeight(weight);
        safePoint.call(
                () -> {
                    caughtUp();
                    Occupant occupant = parts.get(slot);
                    if (occupant == null || occupant.kind() != Kind.CRITIC && occupant.kind() != Kind.REWARD_MODEL) {
                        throw new PolycriticException(
                                ErrorCode.USER,
                                "slot",
                                "found '" + slot + "', allowed is a critic or a reward model of the run");
                    }
                    Change change = new Change(0, slot, "", Map.of(), "", weight);
                    journal.append(progress.update(), Change.WEIGHT, change.toData());
                    occupant.weight(weight);
                    return null;
                },
                PATIENCE_SECONDS);
    }

    /** Lets go of a plugin whose bundle stops; returns when the run has, or after a bounded time. */
    void leaving(Plugin plugin, long seconds) {
        if (parts.all().stream().noneMatch(occupant -> occupant.plugin() == plugin)) {
            return;
        }
        safePoint.call(
                () -> {
                    parking.park(plugin);
                    rest();
                    return null;
                },
                seconds);
    }

    /** Takes a plugin back that has left before. */
    void arrived(Plugin plugin) {
        if (state == RunState.WAITING_FOR_PLUGIN || parts.all().stream().anyMatch(Occupant::isParked)) {
            safePoint.post(() -> {
                parking.unpark(plugin);
                rest();
            });
        }
    }

    private void loop() {
        try {
            while (!stopping) {
                safePoint.drain();
                catchUp();
                if (paused || parking.isWaiting()) {
                    recorder.flush();
                    safePoint.awaitOne();
                } else if (progress.steps() >= spec.steps()) {
                    break;
                } else if (!stopping) {
                    update();
                }
            }
            end(stopping && progress.steps() < spec.steps() ? RunState.STOPPED : RunState.DONE);
        } catch (InterruptedException e) {
            fail(e);
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            fail(e);
        } finally {
            safePoint.close();
            parts.close();
            release(recorder::close);
            release(journal::close);
            ended.countDown();
        }
    }

    /** On a full disk files fail to close too; the run has ended all the same. */
    private void release(Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "run " + id() + ": a file failed to close", e);
        }
    }

    private void update() {
        long begin = System.nanoTime();
        Learner.Update done = ((Learner) parts.call("learner").part()).update();
        progress = progress.plus(done.steps(), done.episodes(), (System.nanoTime() - begin) / 1e9);
        recorder.updated(parts, progress);
    }

    private void end(RunState last) {
        recorder.finish(parts, progress, last == RunState.DONE);
        journal.append(progress.update(), last == RunState.DONE ? "done" : "stopped", Map.of());
        state = last;
        recorder.summary(this);
        publish("state", Map.of(), null);
    }

    private void fail(Throwable failure) {
        problem = Faults.of(failure, parts, progress);
        LOG.log(System.Logger.Level.ERROR, "run " + id() + " failed at update " + progress.update(), failure);
        state = RunState.FAILED;
        try {
            journal.append(
                    progress.update(),
                    "failed",
                    Map.of("code", problem.code(), "path", problem.path(), "message", problem.message()));
            recorder.summary(this);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "run " + id() + ": its failure could not be written down", e);
        }
        publish("state", Map.of(), null);
    }

    /**
     * Applies the journal's changes of this moment, when a run continues from a snapshot that is older than they are.
     */
    private void catchUp() {
        while (!replay.isEmpty() && replay.peek().update() == progress.update()) {
            Journal.Entry entry = replay.poll();
            Change change = Change.of(entry.data());
            if (entry.type().equals(Change.WEIGHT)) {
                parts.get(change.slot()).weight(change.weight());
            } else {
                swaps.apply(swaps.prepare(change), progress.update(), true);
            }
        }
        if (!replay.isEmpty() && replay.peek().update() < progress.update()) {
            throw new PolycriticException(
                    ErrorCode.INTERNAL,
                    "journal",
                    "entry " + replay.peek().sequence() + " belongs to update "
                            + replay.peek().update() + ", but the run is at update " + progress.update());
        }
    }

    private void caughtUp() {
        if (!replay.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    "",
                    "the run is repeating its journal up to update "
                            + replay.peekLast().update() + "; try again then");
        }
    }

    /** Says to others whether the run rests, and why. */
    private void rest() {
        state = parking.isWaiting() ? RunState.WAITING_FOR_PLUGIN : paused ? RunState.PAUSED : RunState.RUNNING;
        problem = parking.isWaiting() ? parking.problem() : null;
        recorder.summary(this);
        publish("state", Map.of(), null);
    }

    private void publish(String type, Map<String, Double> metrics, Ticket ticket) {
        events.publish(new RunEvent(id(), type, progress.update(), progress.steps(), metrics, ticket, state));
    }
}
