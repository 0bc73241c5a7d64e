package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.Journal;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One live run: a thread that goes through its stretches, and what others may ask of it. */
final class Run {
    private static final System.Logger LOG = System.getLogger(Run.class.getName());
    private static final long PATIENCE_SECONDS = 60;

    private final String id;
    private final RunSpec spec;
    private final Openings openings;
    private final Journal journal;
    private final Recorder recorder;
    private final EventHub events;
    private final Tickets tickets;
    private final Recovery recovery;
    private final Timeline timeline;
    private final ChangeDesk desk;
    private final SafePoint safePoint = new SafePoint();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Stretch stretch;
    private volatile RunState state = RunState.RUNNING;
    private volatile Problem problem;
    private volatile boolean paused;
    private volatile boolean stopping;
    private volatile boolean stopAsked;
    private volatile boolean leaving;

    Run(RunSpec spec, Openings openings, Journal journal, Recorder recorder, EventHub events, Opening opening) {
        this.id = opening.parts().run();
        this.spec = spec;
        this.openings = openings;
        this.journal = journal;
        this.recorder = recorder;
        this.events = events;
        this.tickets = new Tickets(id, journal, ticket -> publish("ticket", ticket));
        this.timeline = opening.timeline();
        this.recovery = new Recovery(tickets, journal);
        this.desk = new ChangeDesk(this, openings);
        this.stretch = new Stretch(this, opening);
        recorder.begins(opening.progress(), stretch);
    }

    /** Rests from its start on, until it is resumed. */
    void rest() {
        paused = true;
        state = RunState.PAUSED;
    }

    void start() {
        begin(this::live);
    }

    private void begin(Runnable life) {
        Thread thread = new Thread(life, "polycritic-run-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    String id() {
        return id;
    }

    RunSpec spec() {
        return spec;
    }

    Parts parts() {
        return stretch.parts();
    }

    Journal journal() {
        return journal;
    }

    /** What the journal says now. */
    Timeline timeline() {
        timeline.follow(journal);
        return timeline;
    }

    Recorder recorder() {
        return recorder;
    }

    Tickets tickets() {
        return tickets;
    }

    /** Where changes are asked for. */
    ChangeDesk desk() {
        return desk;
    }

    Stretch stretch() {
        return stretch;
    }

    SafePoint safePoint() {
        return safePoint;
    }

    Progress progress() {
        return stretch.progress();
    }

    RunState state() {
        return state;
    }

    Problem problem() {
        return problem;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isStopping() {
        return stopping;
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
        pause(true);
    }

    void resume() {
        pause(false);
    }

    private void pause(boolean wanted) {
        atSafePoint(() -> {
            if (paused != wanted) {
                journal.append(progress().update(), wanted ? "paused" : "resumed", Map.of());
                paused = wanted;
                rests();
            }
            return null;
        });
    }

    /** Asks for the end of the run; it writes a snapshot and leaves. */
    void stop() {
        stopAsked = true;
        safePoint.post(() -> stopping = true);
    }

    /**
     * Asks for the end of the run because its process leaves: it does what {@link #stop} does, but on disk it stays
     * what it was, so that the next process knows that it shall go on.
     */
    void leave() {
        leaving = !stopAsked;
        try {
            safePoint.post(() -> stopping = true);
        } catch (PolycriticException e) {
            // So much waits that there is no room for more; when that is done, this counts.
            stopping = true;
        }
    }

    void snapshot() {
        atSafePoint(() -> {
            String hash = recorder.snapshot(parts(), progress(), true);
            journal.append(progress().update(), "snapshot", Map.of("parameterHash", hash));
            recorder.summary(this);
            return null;
        });
    }

    /** Has work done between two updates, and waits for it. */
    <T> T atSafePoint(Supplier<T> work) {
        return safePoint.call(work, PATIENCE_SECONDS);
    }

    /** Lets go of a plugin whose bundle stops; returns when the run has, or after a bounded time. */
    void leaving(Plugin plugin, long seconds) {
        if (!parts().uses(plugin)) {
            return;
        }
        safePoint.press(
                () -> {
                    stretch.partFrom(plugin);
                    stretch.parking().park(plugin);
                    rests();
                    return null;
                },
                seconds);
    }

    /** Takes a plugin back that has left before. */
    void arrived(Plugin plugin) {
        if (parts().all().stream().anyMatch(Occupant::isParked)) {
            safePoint.post(() -> {
                stretch.parking().unpark(plugin);
                rests();
            });
        }
    }

    /** Gives up a thread that does not come back from the code of a part; another one goes on without that part. */
    void checkHang() {
        Stretch hung = stretch;
        if (!hung.hang().abandon(spec.hangSeconds())) {
            return;
        }
        String slot = hung.parts().called();
        PolycriticException hang = new PolycriticException(
                ErrorCode.PLUGIN, slot, "did not come back within " + spec.hangSeconds() + " seconds");
        LOG.log(System.Logger.Level.ERROR, "run {0}: {1}", id, hang.getMessage());
        // A part that hangs while it is asked for or given state is a newcomer's, and its ticket is refused.
        boolean asked = safePoint.isWorking();
        begin(() -> {
            boolean goesOn = asked ? resumed(hung, hang) : recovered(hung, hang);
            safePoint.abandon(hang);
            if (goesOn) {
                live();
            } else {
                close();
            }
        });
    }

    private void live() {
        while (true) {
            Stretch now = stretch;
            try {
                Stretch.Outcome outcome = now.train();
                if (outcome == Stretch.Outcome.SET_BACK) {
                    setBack(now);
                } else if (end(outcome == Stretch.Outcome.DONE ? RunState.DONE : RunState.STOPPED)) {
                    break;
                }
            } catch (Hang.AbandonedException e) {
                now.parts().close();
                return;
            } catch (InterruptedException e) {
                fail(now, e);
                Thread.currentThread().interrupt();
                break;
            } catch (Throwable e) {
                if (now.hang().isAbandoned()) {
                    now.parts().close();
                    return;
                }
                if (!recovered(now, e)) {
                    break;
                }
            }
        }
        close();
    }

    /** Goes on from before a fault, if there is a remedy; else the run has failed. */
    private boolean recovered(Stretch failed, Throwable fault) {
        try {
            Problem found = Faults.of(fault, failed.parts(), failed.progress());
            if (!(fault instanceof VirtualMachineError)
                    && recovery.remedy(found, failed.parts(), failed.progress().update())) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "run " + id + ": set back after a fault at update "
                                + failed.progress().update() + ": " + found.message(),
                        fault);
                setBack(failed);
                return true;
            }
            fail(failed, fault);
        } catch (RuntimeException | LinkageError e) {
            e.addSuppressed(fault);
            fail(failed, e);
        }
        return false;
    }

    /** Goes on without a remedy: what has hung is not part of the run. */
    private boolean resumed(Stretch hung, PolycriticException hang) {
        try {
            recovery.unfinished(
                    timeline(), Faults.problem(hang), hung.progress().update());
            setBack(hung);
            return true;
        } catch (RuntimeException | LinkageError e) {
            e.addSuppressed(hang);
            fail(hung, e);
            return false;
        }
    }

    /** Goes on from the newest moment before what was struck from the journal. */
    private void setBack(Stretch old) {
        if (!old.hang().isAbandoned()) {
            old.parts().close();
        }
        Opening opening = openings.newest(timeline());
        recorder.setBack(opening.progress(), opening.metricsBytes(), opening.hash());
        stretch = new Stretch(this, opening);
        recorder.begins(opening.progress(), stretch);
        rests();
        publish("set-back", null);
    }

    private void close() {
        safePoint.close();
        if (!stretch.hang().isAbandoned()) {
            parts().close();
        }
        release(recorder::close);
        release(journal::close);
        ended.countDown();
    }

    /** On a full disk files fail to close too; the run has ended all the same. */
    private void release(Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "run " + id + ": a file failed to close", e);
        }
    }

    /** Ends the run, unless its last evaluation has to give way to a plugin that leaves. */
    private boolean end(RunState reached) {
        boolean measured =
                recorder.finish(parts(), progress(), reached == RunState.DONE, () -> leaving || safePoint.isPressed());
        if (!measured && !leaving) {
            return false;
        }
        // What there was no time to measure is measured by the process that goes on with the run.
        RunState last = measured ? reached : RunState.STOPPED;
        boolean goesOn = leaving && last == RunState.STOPPED;
        journal.append(
                progress().update(), last == RunState.DONE ? "done" : "stopped", goesOn ? Continuity.LEFT : Map.of());
        // Where the run goes on, its summary keeps saying that it is running.
        state = goesOn ? state : last;
        recorder.summary(this);
        state = last;
        publish("state", null);
        return true;
    }

    private void fail(Stretch failed, Throwable failure) {
        problem = Faults.of(failure, failed.parts(), failed.progress());
        long update = failed.progress().update();
        LOG.log(System.Logger.Level.ERROR, "run " + id + " failed at update " + update, failure);
        state = RunState.FAILED;
        try {
            journal.append(
                    update,
                    "failed",
                    Map.of("code", problem.code(), "path", problem.path(), "message", problem.message()));
            recorder.summary(this);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "run " + id + ": its failure could not be written down", e);
        }
        publish("state", null);
    }

    /** Says to others whether the run rests, and why. */
    void rests() {
        Parking parking = stretch.parking();
        RunState next = parking.isWaiting() ? RunState.WAITING_FOR_PLUGIN : paused ? RunState.PAUSED : RunState.RUNNING;
        if (next != state || next == RunState.WAITING_FOR_PLUGIN) {
            problem = parking.isWaiting() ? parking.problem() : null;
            state = next;
            recorder.summaryIfPossible(this);
            publish("state", null);
        }
    }

    private void publish(String type, Ticket ticket) {
        Progress now = stretch == null ? Progress.NONE : progress();
        events.publish(new RunEvent(id, type, now.update(), now.steps(), Map.of(), ticket, state));
    }
}
