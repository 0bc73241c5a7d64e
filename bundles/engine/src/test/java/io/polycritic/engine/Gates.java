package io.polycritic.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Steps a run whose learner waits for a permit before each update. */
final class Gates {
    private Gates() {}

    /** Asks for something while the run is within an update, then lets that update end. */
    static <T> T between(Run run, Semaphore gate, Supplier<T> request) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(request);
        while (run.waiting() == 0 && !result.isDone()) {
            Thread.onSpinWait();
        }
        gate.release();
        return result.join();
    }

    /** Waits until all permits are used and the learner waits for the next one. */
    static void drained(Semaphore gate) {
        while (gate.availablePermits() > 0 || gate.getQueueLength() == 0) {
            Thread.onSpinWait();
        }
    }
}
