package io.polycritic.installer;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks on a thread of its own whether bundles can go, once for any number of reasons to look. */
final class Retirement implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Retirement.class.getName());

    private final Runnable sweep;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, job -> {
        Thread thread = new Thread(job, "polycritic-plugins");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Begins.
     *
     * @param sweep what is done each time
     */
    Retirement(Runnable sweep) {
        this.sweep = sweep;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Asks for a look. */
    void soon() {
        if (!due.getAndSet(true) && !executor.isShutdown()) {
            executor.execute(this::look);
        }
    }

    /** Asks for a look some time later. */
    void later(long nanos) {
        if (!executor.isShutdown()) {
            var unused = executor.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        due.set(false);
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "retired bundles were not looked at", e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
