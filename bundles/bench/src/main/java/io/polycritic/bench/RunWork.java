package io.polycritic.bench;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;

/** A run of the engine, as everybody starts one; it never comes to its end by itself. */
final class RunWork implements Work {
    private static final long FOREVER = Long.MAX_VALUE;

    private final RunControl control;
    private final String run;
    private final long updatesOfOne;

    /**
     * Starts a run; one that was there before is set aside.
     *
     * @param updatesOfOne how often an update of the run changes the learner, for peers count these changes
     */
    RunWork(RunControl control, String run, String spec, long updatesOfOne) {
        this.control = control;
        this.run = run;
        this.updatesOfOne = updatesOfOne;
        control.start(new RunRequest(spec, run, 1L, FOREVER, true));
    }

    @Override
    public Count count() {
        RunView view = control.run(run);
        if (view.state() != RunState.RUNNING) {
            Problem problem = view.problem();
            throw new ProblemException(
                    problem == null ? new Problem("INTERNAL", run, "the run is " + view.state()) : problem);
        }
        return new Count(updatesOfOne * view.updates(), view.steps());
    }

    @Override
    public String thread() {
        return "polycritic-run-" + run;
    }

    @Override
    public void close() {
        if (control.run(run).state() == RunState.RUNNING) {
            control.stop(run);
        }
    }
}
