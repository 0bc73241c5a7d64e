package io.polycritic.runtime.launcher;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at something now and then until it is over, and says meanwhile how far it is. */
final class Waiting {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private Waiting() {}

    /**
     * Waits.
     *
     * @param look what there is now
     * @param over whether that is the end
     * @param line what to show of it; on a terminal at each look, else every ten seconds
     * @return what was seen last: the end, or what there was when a signal asked to leave
     */
    static <T> T until(Polycritic root, Supplier<T> look, Predicate<T> over, Function<T, String> line) {
        long shown = System.nanoTime();
        while (true) {
            T now = look.get();
            if (over.test(now) || root.signals().leaving()) {
                return now;
            }
            if (root.terminal().rewritable() || System.nanoTime() - shown > LINE_NANOS) {
                shown = System.nanoTime();
                root.terminal().progress(line.apply(now));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
