package io.polycritic.compute;

/** Waiting for a thread that works on another core and will be ready in about a microsecond. */
final class Spin {
    /** How often one looks before looking at the clock. */
    private static final int LOOKS = 16;

    private static final long NANOS_BEFORE_YIELD = 50_000;

    private int looks;
    private long since;

    /** Begins to wait. */
    void begin() {
        looks = 0;
    }

    /**
     * Waits a moment; lets other threads run once it has lasted so long that the awaited one may have no core.
     *
     * @return for how long about it has waited, in nanoseconds
     */
    long once() {
        Thread.onSpinWait();
        if (looks++ % LOOKS != 0) {
            return 0;
        }
        long now = System.nanoTime();
        if (looks == 1) {
            since = now;
        }
        if (now - since > NANOS_BEFORE_YIELD) {
            Thread.yield();
        }
        return now - since;
    }
}
