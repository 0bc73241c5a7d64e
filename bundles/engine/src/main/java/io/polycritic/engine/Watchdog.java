package io.polycritic.engine;

import java.util.concurrent.TimeUnit;

/** Looks twice a second for runs whose parts do not come back. */
final class Watchdog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final long LOOK_MILLIS = 500;

    private final Runnable look;
    private final Thread thread = new Thread(this::watch, "polycritic-watchdog");

    Watchdog(Runnable look) {
        this.look = look;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                try {
                    look.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "the watchdog could not look", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
