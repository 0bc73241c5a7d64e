package io.polycritic.bench;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Program;
import io.polycritic.rl.ProgramObjective;

/** Makes the same training step again and again: loss, gradient, optimizer; or a program alone. */
final class StepWork implements Work {
    private static final String THREAD = "polycritic-bench";
    private static final long PATIENCE_MILLIS = 60_000;

    private final Thread thread;
    private final Program program;
    private final Runnable step;
    private volatile long updates;
    private volatile boolean closed;
    private volatile Throwable failure;

    private StepWork(Program program, Runnable step) {
        this.program = program;
        this.step = step;
        this.thread = new Thread(this::loop, THREAD);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Training steps of a model. */
    static StepWork training(Model model, Compute compute, GradientOptimizer optimizer) {
        Program program = compute.compile(model.computation());
        model.inputs().forEach((name, values) -> program.set(name, values, 0));
        ProgramObjective objective = new ProgramObjective("loss", program, Model.LOSS, Model.GRADIENT);
        return new StepWork(program, () -> optimizer.step(THREAD, model.parameters(), objective));
    }

    /** Runs of a program whose inputs are set. */
    static StepWork running(Program program) {
        return new StepWork(program, program::run);
    }

    private void loop() {
        try {
            while (!closed) {
                step.run();
                updates = updates + 1;
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    @Override
    public Count count() {
        if (failure != null) {
            ProblemException problem =
                    new ProblemException(new Problem("INTERNAL", "", "the step failed: " + failure.getMessage()));
            problem.initCause(failure);
            throw problem;
        }
        return new Count(updates, 0);
    }

    @Override
    public String thread() {
        return THREAD;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        program.close();
    }
}
