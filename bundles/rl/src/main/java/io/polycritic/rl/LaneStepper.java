package io.polycritic.rl;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Steps lanes side by side on several threads. Lanes share nothing, so the threads do not change what comes out. */
public final class LaneStepper implements AutoCloseable {
    private final int threads;
    private final ExecutorService helpers;

    /**
     * Makes a stepper.
     *
     * @param threads how many threads step, the caller's included; 0 for one a processor
     * @param name the name of the helping threads
     */
    public LaneStepper(int threads, String name) {
        this.threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        this.helpers = this.threads == 1
                ? null
                : Executors.newFixedThreadPool(this.threads - 1, task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Makes one step in each lane.
     *
     * @param lanes the lanes
     * @param actions the lanes' actions behind one another
     * @param offset where the first lane's action begins
     * @param width numbers of an action
     * @param endings [L], written to
     */
    public void step(List<Lane> lanes, float[] actions, int offset, int width, Ending[] endings) {
        step(lanes, null, actions, offset, width, endings);
    }

    /**
     * Makes one step in some lanes.
     *
     * @param lanes the lanes
     * @param active [L], which of them; null for all
     * @param actions the lanes' actions behind one another
     * @param offset where the first lane's action begins
     * @param width numbers of an action
     * @param endings [L], written to for active lanes alone
     */
    public void step(List<Lane> lanes, boolean[] active, float[] actions, int offset, int width, Ending[] endings) {
        if (threads == 1) {
            for (int lane = 0; lane < lanes.size(); lane++) {
                if (active == null || active[lane]) {
                    endings[lane] = lanes.get(lane).step(actions, offset + lane * width);
                }
            }
            return;
        }
        Work work = new Work(lanes, active, actions, offset, width, endings, new AtomicInteger());
        List<Future<?>> waiting = new ArrayList<>(threads);
        for (int helper = 1; helper < Math.min(threads, lanes.size()); helper++) {
            waiting.add(helpers.submit(work));
        }
        RuntimeException failed = null;
        try {
            work.run();
        } catch (RuntimeException e) {
            failed = e;
        }
        for (Future<?> part : waiting) {
            failed = await(part, failed);
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** One step of all lanes: each thread takes the next lane until none is left, so that none waits for a slow one. */
    private record Work(
            List<Lane> lanes,
            boolean[] active,
            float[] actions,
            int offset,
            int width,
            Ending[] endings,
            AtomicInteger next)
            implements Runnable {
        @Override
        public void run() {
            for (int lane = next.getAndIncrement(); lane < lanes.size(); lane = next.getAndIncrement()) {
                if (active == null || active[lane]) {
                    endings[lane] = lanes.get(lane).step(actions, offset + lane * width);
                }
            }
        }
    }

    /** Waits in any case, so that no thread still works on the lanes when an error is thrown. */
    private static RuntimeException await(Future<?> part, RuntimeException failed) {
        boolean interrupted = false;
        RuntimeException error = failed;
        while (true) {
            try {
                part.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                error = failed != null
                        ? failed
                        : e.getCause() instanceof RuntimeException cause
                                ? cause
                                : new IllegalStateException(e.getCause());
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return error;
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdownNow();
        }
    }
}
