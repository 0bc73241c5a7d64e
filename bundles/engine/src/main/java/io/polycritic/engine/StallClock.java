package io.polycritic.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A clock that does not count the time in which the whole process stood still: a machine that was suspended, a
 * container that was frozen. Whoever watches with it looks twice a second; if nobody could look for ten seconds, no
 * part is to blame for them.
 */
final class StallClock {
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanos;
    private final long origin;
    private long looked;
    private volatile long lost;

    StallClock() {
        this(System::nanoTime);
    }

    /**
     * For tests.
     *
     * @param nanos a clock that never goes back, in ns
     */
    StallClock(LongSupplier nanos) {
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    private long passed() {
        return nanos.getAsLong() - origin;
    }

    /** What has passed since the clock was made, in ns, without what was lost. */
    long now() {
        return passed() - lost;
    }

    /** Somebody looks, always the same thread. */
    void look() {
        long passed = passed();
        if (passed - looked > STALL_NANOS) {
            long all = lost + passed - looked;
            lost = all;
        }
        looked = passed;
    }
}
