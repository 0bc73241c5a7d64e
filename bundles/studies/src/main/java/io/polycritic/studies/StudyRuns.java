package io.polycritic.studies;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.StudyProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Keeps as many runs of a study going as there are cores. */
final class StudyRuns {
    private static final double POLL_SECONDS = 0.5;

    private final RunControl runs;
    private final Consumer<StudyProgress> listener;

    /** A run to be made. */
    record Job(String run, String arm, long seed, long steps, String spec) {}

    StudyRuns(RunControl runs, Consumer<StudyProgress> listener) {
        this.runs = runs;
        this.listener = listener;
    }

    /** Makes all runs; each is handed over when it is done. The first that fails stops the others. */
    void run(List<Job> jobs, BiConsumer<Job, RunView> done) throws InterruptedException {
        ArrayDeque<Job> waiting = new ArrayDeque<>(jobs);
        List<Job> live = new ArrayList<>();
        long total = jobs.stream().mapToLong(Job::steps).sum();
        long finished = 0;
        int cores = Runtime.getRuntime().availableProcessors();
        try {
            while (!waiting.isEmpty() || !live.isEmpty()) {
                while (live.size() < cores && !waiting.isEmpty()) {
                    Job next = waiting.poll();
                    runs.start(new RunRequest(next.spec, next.run, next.seed, next.steps, false));
                    live.add(next);
                }
                runs.await(live.get(0).run, POLL_SECONDS);
                long steps = finished;
                for (Iterator<Job> each = live.iterator(); each.hasNext(); ) {
                    Job job = each.next();
                    RunView view = runs.run(job.run);
                    steps += Math.min(view.steps(), job.steps);
                    if (view.state() == RunState.DONE) {
                        done.accept(job, view);
                        finished += job.steps;
                        each.remove();
                    } else if (view.state() == RunState.FAILED || view.state() == RunState.STOPPED) {
                        throw Studies.problem(
                                "PLUGIN",
                                job.run,
                                "the run " + job.run + " ended as " + view.state()
                                        + (view.problem() == null
                                                ? ""
                                                : ": " + view.problem().message()));
                    }
                }
                listener.accept(new StudyProgress(
                        steps,
                        total,
                        live.isEmpty()
                                ? ""
                                : String.join(", ", live.stream().map(Job::run).toList())));
            }
        } finally {
            for (Job job : live) {
                stop(job.run);
            }
        }
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
