package io.polycritic.compute;

/** Waiting for a thread that works on another core and will be ready in about a microsecond. */
final class Spin {
    private static final int SPINS_BEFORE_YIELD = 1_000;

    private Spin() {}

    /** Waits a moment; lets other threads run once it has lasted so long that the awaited one may have no core. */
    static void once(int spins) {
        if (spins < SPINS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
