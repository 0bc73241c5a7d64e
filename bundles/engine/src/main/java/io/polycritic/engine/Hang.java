package io.polycritic.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows since when a thread has been inside the code of parts. One that does not come back in time is abandoned:
 * whatever it does later, nobody looks at it.
 */
final class Hang {
    private static final long OUTSIDE = 0;
    private static final long ABANDONED = -1;

    private final AtomicLong since = new AtomicLong(OUTSIDE);
    private final StallClock clock;

    Hang() {
        this(new StallClock());
    }

    Hang(StallClock clock) {
        this.clock = clock;
    }

    private long now() {
        return Math.max(1, clock.now());
    }

    /** The thread goes in. */
    void enter() {
        if (!since.compareAndSet(OUTSIDE, now())) {
            throw new AbandonedException();
        }
    }

    /**
     * The thread is back; it begins to count anew.
     *
     * @throws AbandonedException if it comes too late
     */
    void leave() {
        long began = since.get();
        if (began == ABANDONED || !since.compareAndSet(began, OUTSIDE)) {
            throw new AbandonedException();
        }
    }

    /** Gives up the thread if it has been inside for longer than so many seconds; asked by the watchdog alone. */
    boolean abandon(long seconds) {
        clock.look();
        long began = since.get();
        return began > 0 && now() - began > seconds * 1_000_000_000 && since.compareAndSet(began, ABANDONED);
    }

    boolean isAbandoned() {
        return since.get() == ABANDONED;
    }

    /** Ends a thread that was given up. */
    static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
