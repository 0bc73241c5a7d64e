package io.polycritic.compute;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that help one program at a time. A helper that has just worked watches for the next run, which begins at once
 * then; after a while it sleeps. A run that finds the helpers asleep or busy does everything by itself, with the same
 * result, and wakes them for the next one.
 */
final class Workers implements AutoCloseable {
    /** About 100 us. */
    private static final int SPINS_BEFORE_SLEEP = 2_000;

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

    /** Work that several threads share; each does its own part. */
    interface Shared {
        /** Does a thread's part, numbered from 0. Keeps what goes wrong to itself until the caller asks. */
        void work(int thread);
    }

    /**
     * Does shared work with all threads, if they are free and awake.
     *
     * @return whether it is done
     */
    boolean tryRun(Shared shared) {
        if (helpers.length == 0 || !busy.compareAndSet(false, true)) {
            return false;
        }
        try {
            if (!areAwake()) {
                return false;
            }
            for (Helper helper : helpers) {
                helper.begin(shared);
            }
            try {
                shared.work(0);
            } finally {
                for (Helper helper : helpers) {
                    helper.join();
                }
            }
            return true;
        } finally {
            busy.set(false);
        }
    }

    /** Wakes sleepers, less and less often if they are asleep again each time. */
    private boolean areAwake() {
        boolean awake = true;
        for (Helper helper : helpers) {
            awake &= helper.isAwake();
        }
        if (awake) {
            fruitless = 0;
            skipped = 0;
        } else if (++skipped > Math.min(fruitless, MOST_SKIPPED)) {
            skipped = 0;
            fruitless++;
            for (Helper helper : helpers) {
                helper.wake();
            }
        }
        return awake;
    }

    /** Ends the threads, after the run that they work on. */
    @Override
    public void close() {
        for (int spins = 0; !busy.compareAndSet(false, true); spins++) {
            Spin.once(spins);
        }
        // They stay busy for ever, so that nobody hands them anything.
        for (Helper helper : helpers) {
            helper.close();
        }
    }

    /** A thread, begun when it is first needed. */
    private static final class Helper implements Runnable {
        private final int number;
        private volatile Shared shared;
        private volatile boolean awake;
        private volatile boolean closed;
        private Thread thread;

        Helper(int number) {
            this.number = number;
        }

        boolean isAwake() {
            return awake;
        }

        /** Hands over work; wakes the thread if it fell asleep just now. */
        void begin(Shared work) {
            shared = work;
            if (!awake) {
                LockSupport.unpark(thread);
            }
        }

        /** Waits until the work is done. */
        void join() {
            for (int spins = 0; shared != null; spins++) {
                Spin.once(spins);
            }
        }

        void wake() {
            if (thread == null) {
                thread = new Thread(this, "polycritic-compute-" + number);
                thread.setDaemon(true);
                thread.start();
            } else {
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
            while (!closed) {
                awake = true;
                watch();
                awake = false;
                // Somebody who saw it awake a moment ago either sees that it is not, or has handed over work by now.
                if (shared == null && !closed) {
                    LockSupport.park(this);
                }
            }
        }

        private void watch() {
            int spins = 0;
            while (spins++ < SPINS_BEFORE_SLEEP && !closed) {
                Shared work = shared;
                if (work == null) {
                    Thread.onSpinWait();
                    continue;
                }
                try {
                    work.work(number);
                } finally {
                    shared = null;
                }
                spins = 0;
            }
        }
    }
}
