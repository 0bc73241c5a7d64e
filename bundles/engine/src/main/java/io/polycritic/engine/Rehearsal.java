package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries a change on a copy of a run, on a thread of its own: the copy makes one whole update with it. What throws,
 * hangs, breaks numbers or leaves threads behind does so here.
 */
final class Rehearsal {
    private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final long LONGEST_SECONDS = 120;
    private static final long LEAVE_MILLIS = 2_000;

    /** Groups in which no thread was left behind, to be used again: a platform does not forget a group. */
    private static final Queue<ThreadGroup> groups = new ConcurrentLinkedQueue<>();

    private final Opening opening;
    private final Change change;

    Rehearsal(Opening opening, Change change) {
        this.opening = opening;
        this.change = change;
    }

    /**
     * Makes the trial and waits for it.
     *
     * @throws PolycriticException if the run would not stand the change
     */
    void hold(long seconds) {
        long patience = Math.min(seconds, LONGEST_SECONDS);
        ThreadGroup group = groups.poll();
        if (group == null) {
            group = new ThreadGroup("polycritic-trial");
        }
        CompletableFuture<Void> result = new CompletableFuture<>();
        Thread thread = new Thread(
                group,
                () -> perform(result),
                "polycritic-trial-" + opening.parts().run());
        thread.setDaemon(true);
        thread.start();
        try {
            result.get(patience, TimeUnit.SECONDS);
            thread.join(LEAVE_MILLIS);
            checkThreads(group, thread);
            groups.offer(group);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new PolycriticException(
                    ErrorCode.PLUGIN,
                    change.slot(),
                    "in a trial on a copy of the run, " + opening.parts().called() + " did not come back within "
                            + patience + " seconds",
                    e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new PolycriticException(ErrorCode.RESOURCE, change.slot(), "the trial was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PolycriticException known
                    ? known
                    : new PolycriticException(
                            ErrorCode.PLUGIN, change.slot(), Parts.describe(e.getCause()), e.getCause());
        }
    }

    private void perform(CompletableFuture<Void> result) {
        Parts parts = opening.parts();
        try {
            if (catchUp(parts)) {
                tryIt(parts);
            }
            parts.close();
            result.complete(null);
        } catch (Throwable e) {
            parts.close();
            result.completeExceptionally(e);
        }
    }

    /** Makes the changes that the run has made since the snapshot; without them there is nothing to try on. */
    private boolean catchUp(Parts parts) {
        try {
            repeat(parts, opening.replay());
            return true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "run " + parts.run() + ": no trial is possible", e);
            return false;
        }
    }

    /** Makes changes one after the other, without the updates between them. */
    static void repeat(Parts parts, List<Timeline.Dated> changes) {
        for (Timeline.Dated dated : changes) {
            if (!(dated.change() instanceof Change.Park)) {
                Occupant occupant = parts.get(dated.change().slot());
                if (occupant != null && occupant.sharing() != null) {
                    new Swaps(parts).takeOver(occupant);
                }
                apply(parts, dated.change());
            }
        }
    }

    private static void apply(Parts parts, Change change) {
        Prepared prepared = new Preparation(parts).prepare(change);
        try {
            new Swaps(parts).apply(prepared, 0, () -> {});
        } catch (RuntimeException | LinkageError e) {
            prepared.discard();
            throw e;
        }
    }

    private void tryIt(Parts parts) {
        apply(parts, change);
        try {
            ((Learner) parts.call("learner").part()).update();
            Map<String, State> states = SnapshotTaker.states(parts);
            states.putAll(SnapshotTaker.newcomers(parts));
            SnapshotTaker.parameterHash(states);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            Problem problem = Faults.of(e, parts, Progress.NONE);
            throw new PolycriticException(
                    ErrorCode.PLUGIN,
                    problem.path().isEmpty() ? change.slot() : problem.path(),
                    "in a trial on a copy of the run: " + problem.message(),
                    e);
        }
    }

    /** Threads that a part has started end when it is closed. */
    private void checkThreads(ThreadGroup group, Thread own) throws InterruptedException {
        Thread[] found = new Thread[group.activeCount() + 8];
        int count = group.enumerate(found);
        for (int i = 0; i < count; i++) {
            Thread left = found[i];
            if (left == own || left.getName().startsWith("polycritic-compute")) {
                continue;
            }
            left.join(LEAVE_MILLIS);
            if (left.isAlive()) {
                throw new PolycriticException(
                        ErrorCode.PLUGIN,
                        change.slot(),
                        "leaves the thread '" + left.getName() + "' behind when it is closed");
            }
        }
    }
}
