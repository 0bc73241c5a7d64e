package io.polycritic.itests;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for what happens to a run. */
final class Watch implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final RunControl runs;
    private final String run;
    private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
    private final AutoCloseable subscription;

    /** Begins to listen; to be called before the run is started. */
    Watch(RunControl runs, String run) {
        this.runs = runs;
        this.run = run;
        this.subscription = runs.subscribe(event -> {
            if (event.run().equals(run)) {
                events.add(event);
            }
        });
    }

    /** The next event that fulfils a condition; a failure shows where the run is. */
    RunEvent until(String what, Predicate<RunEvent> condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            RunEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new AssertionError(
                        "not within " + PATIENCE_SECONDS + " s: " + what + "; the run is " + runs.run(run));
            }
            if (condition.test(event)) {
                return event;
            }
            boolean ended = event.state() == RunState.FAILED || event.state() == RunState.DONE;
            if (ended && event.type().equals("state")) {
                throw new AssertionError("never: " + what + "; the run is " + runs.run(run));
            }
        }
    }

    RunEvent update(long atLeast) throws InterruptedException {
        return until("update " + atLeast, event -> event.update() >= atLeast);
    }

    RunEvent state(RunState state) throws InterruptedException {
        return until(state.name(), event -> event.type().equals("state") && event.state() == state);
    }

    @Override
    public void close() {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
