package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.Journal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Lets runs outlive the process: ends all of them at once, and goes on with them in the next process. */
final class Continuity {
    private static final System.Logger LOG = System.getLogger(Continuity.class.getName());

    /** What the journal says of a stop that only the server's leaving has caused. */
    static final Map<String, Object> LEFT = Map.of("by", "server");

    private final Runs runs;
    private volatile boolean draining;

    Continuity(Runs runs) {
        this.runs = runs;
    }

    boolean isDraining() {
        return draining;
    }

    /** Refuses work that would begin now. */
    void check() {
        if (draining) {
            throw new PolycriticException(
                    ErrorCode.RESOURCE, "", "the server is leaving and takes no more work; try again when it is back");
        }
    }

    /** Goes on with what was running when the process before this one ended, the oldest run first. */
    List<RunView> resume() {
        List<RunView> resumed = new ArrayList<>();
        List<String> interrupted = runs.interrupted();
        for (int i = interrupted.size() - 1; i >= 0 && !draining; i--) {
            String run = interrupted.get(i);
            try {
                resumed.add(runs.proceed(run));
                LOG.log(System.Logger.Level.INFO, "run {0} goes on", run);
            } catch (RuntimeException | LinkageError e) {
                if (draining) {
                    // What a server that leaves takes away is no fault of the run, which the next process goes on with.
                    break;
                }
                Problem problem = e instanceof PolycriticException known
                        ? Faults.problem(known)
                        : new Problem(ErrorCode.INTERNAL.name(), "", Parts.describe(e));
                LOG.log(System.Logger.Level.ERROR, "run " + run + " cannot go on: " + problem.message(), e);
                resumed.add(runs.failed(run, problem));
            }
        }
        return resumed;
    }

    /** Ends all live runs, each with a snapshot, and takes no more. */
    List<RunView> drain(double seconds) {
        draining = true;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Run> left = new ArrayList<>(runs.liveRuns());
        leave(left, seconds);
        // Only now, for a start that does not come back must not keep the others from leaving.
        List<Run> late = new ArrayList<>(runs.begun());
        late.removeAll(left);
        leave(late, Math.max(0, end - System.nanoTime()) / 1e9);
        left.addAll(late);
        return left.stream().map(run -> Views.run(run, false)).toList();
    }

    /**
     * Lets runs leave and waits for them. They all write their snapshots at the same time.
     *
     * @param seconds how long to wait in all
     */
    static void leave(Collection<Run> runs, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        runs.forEach(Run::leave);
        for (Run run : runs) {
            try {
                if (!run.await(Math.max(0, end - System.nanoTime()) / 1e9)) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "run {0} was not ready to leave in time; it will go on from its last snapshot",
                            run.id());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
    }

    /** Whether a run that has such a state on disk, and is not live, was interrupted rather than stopped. */
    static boolean isInterrupted(RunState written) {
        return written == RunState.RUNNING || written == RunState.PAUSED || written == RunState.WAITING_FOR_PLUGIN;
    }

    /**
     * Whether somebody had paused a run, and nobody let it go on since; that a server left and came changes nothing.
     */
    static boolean isPaused(List<Journal.Entry> journal) {
        for (int i = journal.size() - 1; i >= 0; i--) {
            Journal.Entry entry = journal.get(i);
            switch (entry.type()) {
                case "paused":
                    return true;
                case "resumed", "done", "failed":
                    return false;
                case "stopped":
                    if (!entry.data().equals(LEFT)) {
                        return false;
                    }
                    break;
                default:
            }
        }
        return false;
    }
}
