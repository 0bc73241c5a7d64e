package io.polycritic.rl;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Threads that do numbered tasks together with their caller, time after time, without allocating. */
final class LaneCrew implements AutoCloseable {
    /** About 50 us, then a thread sleeps. */
    private static final int SPINS = 1_000;

    private final Thread[] helpers;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private IntConsumer task;
    private int count;
    private volatile Thread caller;
    private volatile int round;
    private volatile boolean closed;
    private volatile RuntimeException failure;

    LaneCrew(int helpers, String name) {
        this.helpers = new Thread[helpers];
        for (int i = 0; i < helpers; i++) {
            this.helpers[i] = new Thread(this::help, name);
            this.helpers[i].setDaemon(true);
            this.helpers[i].start();
        }
    }

    /** Does tasks 0 to count - 1; returns, or throws what one of them threw, when no thread works any more. */
    void run(IntConsumer each, int tasks) {
        task = each;
        count = tasks;
        failure = null;
        caller = Thread.currentThread();
        next.set(0);
        working.set(helpers.length);
        round++;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        work();
        boolean interrupted = false;
        for (int spins = 0; working.get() > 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Each thread takes the next task until none is left, so that none waits for a slow one. */
    private void work() {
        try {
            for (int at = next.getAndIncrement(); at < count; at = next.getAndIncrement()) {
                task.accept(at);
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException(e);
        }
    }

    private void help() {
        int seen = 0;
        int spins = 0;
        while (!closed) {
            if (round == seen) {
                if (spins++ < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
                continue;
            }
            seen = round;
            spins = 0;
            work();
            if (working.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
