package io.polycritic.engine;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Takes work that may touch a run's parts from other threads to the run's own thread, between two updates. */
final class SafePoint {
    private static final System.Logger LOG = System.getLogger(SafePoint.class.getName());
    private static final int BOUND = 64;

    private final ArrayBlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(BOUND);
    private volatile Task<?> working;
    private boolean closed;

    /**
     * Some work and its result. It is claimed once: by the run's thread, or by a caller who waits no longer.
     *
     * @param presses whether what the run does outside of updates shall give way to it
     */
    private record Task<T>(Supplier<T> work, boolean presses, CompletableFuture<T> result, AtomicBoolean claimed) {
        void run() {
            if (claimed.getAndSet(true)) {
                return;
            }
            try {
                result.complete(work.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }
    }

    /** Hands in work to be done at the next safe point; nobody waits for it, so its failure goes to the log. */
    void post(Runnable work) {
        enqueue(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.ERROR, "work at a safe point failed", e);
                    }
                    return null;
                },
                false);
    }

    /** How much work waits. */
    int waiting() {
        return queue.size();
    }

    /** Whether work waits that {@link #press presses}. */
    boolean isPressed() {
        return queue.stream().anyMatch(task -> task.presses && !task.claimed.get());
    }

    private <T> Task<T> enqueue(Supplier<T> work, boolean presses) {
        Task<T> task = new Task<>(work, presses, new CompletableFuture<>(), new AtomicBoolean());
        synchronized (this) {
            if (closed) {
                throw new PolycriticException(ErrorCode.CONFLICT, "", "the run is not live any more");
            }
            if (!queue.offer(task)) {
                throw new PolycriticException(
                        ErrorCode.CONFLICT,
                        "",
                        "the run has " + BOUND + " requests waiting for a safe point; try later");
            }
        }
        return task;
    }

    /** Hands in work and waits for it. Work that has not begun in time is never done. */
    <T> T call(Supplier<T> work, long seconds) {
        return await(enqueue(work, false), seconds);
    }

    /** Hands in work that a last evaluation, which may take long, shall not hold up, and waits for it. */
    <T> T press(Supplier<T> work, long seconds) {
        return await(enqueue(work, true), seconds);
    }

    private static <T> T await(Task<T> task, long seconds) {
        try {
            task.result.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            if (!task.claimed.getAndSet(true)) {
                throw new PolycriticException(ErrorCode.RESOURCE, "", "no safe point within " + seconds + " s", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!task.claimed.getAndSet(true)) {
                throw new PolycriticException(ErrorCode.RESOURCE, "", "interrupted while waiting for a safe point", e);
            }
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
        try {
            return task.result.join();
        } catch (CompletionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** Does all work that waits now; what comes meanwhile waits for the next time. Called by the run's thread. */
    void drain() {
        int waiting = queue.size();
        for (int i = 0; i < waiting; i++) {
            Task<?> task = queue.poll();
            if (task != null) {
                work(task);
            }
        }
    }

    private void work(Task<?> task) {
        working = task;
        task.run();
        working = null;
    }

    /** Waits for work. Called by the run's thread while the run rests; it does the work itself. */
    Runnable take() throws InterruptedException {
        Task<?> task = queue.take();
        return () -> work(task);
    }

    /** Whether the run's thread is doing work that another one handed in. */
    boolean isWorking() {
        return working != null;
    }

    /** Frees the caller whose work does not come back. */
    void abandon(RuntimeException why) {
        Task<?> task = working;
        working = null;
        if (task != null) {
            task.result.completeExceptionally(why);
        }
    }

    /** Takes no more work; refuses what waits. */
    synchronized void close() {
        closed = true;
        for (Task<?> task = queue.poll(); task != null; task = queue.poll()) {
            task.result.completeExceptionally(
                    new PolycriticException(ErrorCode.CONFLICT, "", "the run ended before a safe point was reached"));
        }
    }
}
