package io.polycritic.rl;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
    public void step(
            List<Lane> lanes, boolean[] active, float[] actions, int offset, int width, Ending[] endings) {
        int parts = Math.min(threads, lanes.size());
        List<Future<?>> waiting = new ArrayList<>(parts);
        for (int part = 1; part < parts; part++) {
            int from = part * lanes.size() / parts;
            int to = (part + 1) * lanes.size() / parts;
            waiting.add(helpers.submit(() -> steps(lanes, active, from, to, actions, offset, width, endings)));
        }
        RuntimeException failed = null;
        try {
            steps(lanes, active, 0, lanes.size() / parts, actions, offset, width, endings);
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

    private static void steps(
            List<Lane> lanes,
            boolean[] active,
            int from,
            int to,
            float[] actions,
            int offset,
            int width,
            Ending[] endings) {
        for (int lane = from; lane < to; lane++) {
            if (active == null || active[lane]) {
                endings[lane] = lanes.get(lane).step(actions, offset + lane * width);
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
                        : e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
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
