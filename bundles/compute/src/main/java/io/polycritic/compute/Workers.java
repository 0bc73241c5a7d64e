package io.polycritic.compute;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that help one run of a program at a time. A helper that has just worked watches for the next run for a while
 * before it sleeps. Nobody depends on helpers: a run does without those that are asleep, late or busy.
 */
final class Workers implements AutoCloseable {
    private static final long NANOS_BEFORE_SLEEP = 200_000;
    private static final int MOST_SKIPPED = 64;

    private final Helper[] helpers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private int fruitless;
    private int skipped;

    /**
     * Makes the threads.
     *
     * @param threads how many threads work on a program, the caller's included
     */
    Workers(int threads) {
        helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
        }
    }

    /** How many threads work on a program, the caller's included. */
    int threads() {
        return helpers.length + 1;
    }

    /** Work that several threads share; each does its own part, if nobody else has done it. */
    interface Shared {
        /** Does a thread's part, numbered from 1. Keeps what goes wrong to itself until the caller asks. */
        void help(int thread);
    }

    /**
     * Reserves the helpers until {@link #end}.
     *
     * @param isLong whether the work takes much longer than waking a thread; for short work sleepers are reserved less
     *     and less often if they are asleep again each time
     * @return whether they are reserved
     */
    boolean reserve(boolean isLong) {
        if (helpers.length == 0 || !busy.compareAndSet(false, true)) {
            return false;
        }
        if (areAwake()) {
            fruitless = 0;
        } else if (!isLong && ++skipped <= Math.min(fruitless, MOST_SKIPPED)) {
            busy.set(false);
            return false;
        } else {
            skipped = 0;
            fruitless++;
        }
        return true;
    }

    /** Offers work to the helpers, which have been reserved. */
    void offer(Shared shared) {
        for (Helper helper : helpers) {
            helper.offer(shared);
        }
    }

    /** Takes back what helpers have not begun. Those that have begun have also ended. */
    void end(Shared shared) {
        for (Helper helper : helpers) {
            helper.shared.compareAndSet(shared, null);
        }
        busy.set(false);
    }

    private boolean areAwake() {
        for (Helper helper : helpers) {
            if (!helper.awake) {
                return false;
            }
        }
        return true;
    }

    /** Ends the threads, after the run that they work on. */
    @Override
    public void close() {
        Spin spin = new Spin();
        while (!busy.compareAndSet(false, true)) {
            spin.once();
        }
        // They stay busy for ever, so that nobody offers them anything.
        for (Helper helper : helpers) {
            helper.close();
        }
    }

    /** A thread, begun when it is first needed. */
    private static final class Helper implements Runnable {
        private final int number;
        private final AtomicReference<Shared> shared = new AtomicReference<>();
        private volatile boolean awake;
        private volatile boolean closed;
        private Thread thread;

        Helper(int number) {
            this.number = number;
        }

        void offer(Shared work) {
            shared.set(work);
            if (thread == null) {
                thread = new Thread(this, "polycritic-compute-" + number);
                thread.setDaemon(true);
                thread.start();
            } else if (!awake) {
                LockSupport.unpark(thread);
            }
        }

        void close() {
            closed = true;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            Spin spin = new Spin();
            while (!closed) {
                awake = true;
                watch(spin);
                awake = false;
                // Who saw it awake a moment ago has offered work by now; who looks from now on wakes it.
                if (shared.get() == null && !closed) {
                    LockSupport.park(this);
                }
            }
        }

        private void watch(Spin spin) {
            spin.begin();
            while (!closed) {
                Shared work = shared.get();
                if (work != null) {
                    work.help(number);
                    shared.compareAndSet(work, null);
                    spin.begin();
                } else if (spin.once() > NANOS_BEFORE_SLEEP) {
                    return;
                }
            }
        }
    }
}
