package io.polycritic.studies;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.StudyProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Keeps as many runs of a study going as there are cores. */
final class StudyRuns {
    private static final double POLL_SECONDS = 0.1;

    private final RunControl runs;
    private final Consumer<StudyProgress> listener;
    private final BiConsumer<Job, RunView> done;
    private final boolean fresh;
    private final List<Job> waiting = new ArrayList<>();
    private final List<Job> live = new ArrayList<>();
    private final Set<String> finished = new HashSet<>();

    /**
     * Makes a scheduler.
     *
     * @param fresh whether runs that are there already are begun anew
     * @param done takes each run that is done
     */
    StudyRuns(RunControl runs, boolean fresh, Consumer<StudyProgress> listener, BiConsumer<Job, RunView> done) {
        this.runs = runs;
        this.fresh = fresh;
        this.listener = listener;
        this.done = done;
    }

    /** Makes all runs, each after those that it builds on. The first that fails stops the others. */
    void run(Collection<Job> jobs) throws InterruptedException {
        waiting.addAll(jobs);
        int cores = Runtime.getRuntime().availableProcessors();
        try {
            while (!waiting.isEmpty() || !live.isEmpty()) {
                fill(cores);
                runs.await(live.get(0).run(), POLL_SECONDS);
                double begun = 0;
                for (Iterator<Job> each = live.iterator(); each.hasNext(); ) {
                    Job job = each.next();
                    RunView view = runs.run(job.run());
                    if (view.state() == RunState.DONE) {
                        done.accept(job, view);
                        finished.add(job.run());
                        each.remove();
                    } else if (view.state() == RunState.FAILED || view.state() == RunState.STOPPED) {
                        throw failure(job, view);
                    } else {
                        begun += Math.min(1, (double) view.steps() / job.steps());
                    }
                }
                listener.accept(new StudyProgress(
                        finished.size(),
                        jobs.size(),
                        (finished.size() + begun) / jobs.size(),
                        String.join(", ", live.stream().map(Job::run).toList())));
            }
        } finally {
            for (Job job : live) {
                stop(job.run());
            }
        }
    }

    /** Starts runs whose predecessors are done; one of the first jobs that wait always is such a run. */
    private void fill(int cores) {
        while (live.size() < cores) {
            Optional<Job> next = waiting.stream()
                    .filter(job -> finished.containsAll(job.after()))
                    .findFirst();
            if (next.isEmpty()) {
                return;
            }
            Job job = next.get();
            takeOver(job.run());
            runs.start(new RunRequest(job.spec(), job.run(), job.seed(), job.steps(), fresh));
            waiting.remove(job);
            live.add(job);
        }
    }

    /** A run that goes on by itself, as after a restart of the server, is stopped: starting it checks what it is. */
    private void takeOver(String run) {
        try {
            RunState state = runs.run(run).state();
            if (state == RunState.RUNNING || state == RunState.PAUSED || state == RunState.WAITING_FOR_PLUGIN) {
                runs.stop(run);
            }
        } catch (ProblemException e) {
            // it is not there yet, or has just ended
            System.getLogger(StudyRuns.class.getName())
                    .log(System.Logger.Level.DEBUG, "run {0} is not taken over: {1}", run, e.getMessage());
        }
    }

    private static ProblemException failure(Job job, RunView view) {
        return Studies.problem(
                view.problem() == null ? "PLUGIN" : view.problem().code(),
                job.run(),
                "the run " + job.run() + " ended as " + view.state()
                        + (view.problem() == null ? "" : ": " + view.problem().message()));
    }

    private void stop(String run) {
        try {
            runs.stop(run);
        } catch (ProblemException e) {
            System.getLogger(StudyRuns.class.getName())
                    .log(System.Logger.Level.DEBUG, "run {0} has ended by itself", run);
        }
    }
}
