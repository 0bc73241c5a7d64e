package io.polycritic.itests;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition that nothing tells of. */
final class Poll {
    private static final long PATIENCE_SECONDS = 60;
    private static final long STEP_MILLIS = 10;

    private Poll() {}

    /** Returns when the condition holds; after a minute it fails with what was wanted and the diagnosis. */
    static void until(String what, BooleanSupplier condition, Supplier<?> diagnosis) throws InterruptedException {
        until(what, PATIENCE_SECONDS, condition, diagnosis);
    }

    /** The same with another patience. */
    static void until(String what, long seconds, BooleanSupplier condition, Supplier<?> diagnosis)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + seconds + " s: " + what + "\n" + diagnosis.get());
            }
            boolean never = new CountDownLatch(1).await(STEP_MILLIS, TimeUnit.MILLISECONDS);
            assert !never;
        }
    }

    /** Lets time pass that is measured over; no test waits like this. */
    static void pass(long seconds) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        assert !never;
    }
}
