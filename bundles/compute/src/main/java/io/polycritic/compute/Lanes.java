package io.polycritic.compute;

import io.polycritic.compute.kernel.Kernel;
import io.polycritic.compute.plan.Plan;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A plan's kernels in lanes, one for each thread. Whoever does a lane does its kernels in the plan's order and waits
 * for other lanes where it must. The caller does the first lane, and every other one that no helper has taken when the
 * caller has to wait for it; as all go by the plan's order, somebody can always go on.
 */
final class Lanes implements Workers.Shared {
    /** Counters lie in cache lines of their own. */
    private static final int PADDING = 32;

    private static final int FREE = 0;
    private static final int TAKEN = 1;

    /** How long the caller waits for a helper to come, as a share of the time that the run is expected to take. */
    private static final double PATIENCE = 0.2;

    private static final long LEAST_PATIENCE_NANOS = 5_000;
    private static final long MOST_PATIENCE_NANOS = 200_000;

    private final Kernel[] kernels;
    private final int[] lanes;
    private final int[] numbers;
    private final int[][] waits;
    private final AtomicIntegerArray done;
    private final AtomicIntegerArray owners;
    private final Spin[] spins;
    private final boolean[] own;
    private final boolean[] fresh;
    private final long patience;
    private final boolean isLong;
    private volatile Throwable failure;

    Lanes(Plan plan, List<Kernel> all) {
        int threads = plan.threads();
        kernels = all.toArray(Kernel[]::new);
        lanes = new int[kernels.length];
        numbers = new int[kernels.length];
        waits = new int[kernels.length][];
        done = new AtomicIntegerArray((threads + 1) * PADDING);
        owners = new AtomicIntegerArray((threads + 1) * PADDING);
        spins = new Spin[threads];
        own = new boolean[threads];
        fresh = new boolean[threads];
        int[] counts = new int[threads];
        for (int i = 0; i < kernels.length; i++) {
            lanes[i] = plan.steps().get(i).thread();
            numbers[i] = ++counts[lanes[i]];
            waits[i] = plan.steps().get(i).waits();
        }
        for (int thread = 0; thread < threads; thread++) {
            spins[thread] = new Spin();
        }
        double nanos = 1e3 * plan.expectedMicros();
        patience = (long) Math.max(LEAST_PATIENCE_NANOS, Math.min(MOST_PATIENCE_NANOS, PATIENCE * nanos));
        isLong = patience == MOST_PATIENCE_NANOS;
    }

    /** Whether there is work for more than one thread. */
    boolean areSeveral() {
        for (int lane : lanes) {
            if (lane > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs all kernels together with helpers.
     *
     * @return whether that was done; if not, helpers are busy, and nothing has been done
     */
    boolean run(Workers workers) {
        if (!workers.reserve(isLong)) {
            return false;
        }
        reset();
        workers.offer(this);
        try {
            lead();
        } finally {
            workers.end(this);
        }
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("a kernel failed: " + thrown, thrown);
        }
        return true;
    }

    /** A helper that was offered the last run may come as soon as a lane is free, so that is said last. */
    private void reset() {
        failure = null;
        for (int lane = 0; lane < own.length; lane++) {
            own[lane] = lane == 0;
            done.setPlain(place(lane), 0);
        }
        for (int lane = 1; lane < own.length; lane++) {
            owners.set(place(lane), FREE);
        }
    }

    private static int place(int lane) {
        return (lane + 1) * PADDING;
    }

    /** The caller's part. In the end every lane has been done, by the caller or by a helper. */
    private void lead() {
        try {
            for (int i = 0; i < kernels.length; i++) {
                if (own[lanes[i]]) {
                    lead(i);
                }
            }
            takeFree(kernels.length);
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            for (int lane = 0; lane < own.length; lane++) {
                if (own[lane] || owners.compareAndSet(place(lane), FREE, TAKEN)) {
                    // Nobody shall wait for a lane that failed.
                    done.setRelease(place(lane), Integer.MAX_VALUE);
                }
            }
            for (int lane = 1; lane < own.length; lane++) {
                spins[0].begin();
                while (done.getAcquire(place(lane)) != Integer.MAX_VALUE) {
                    spins[0].once();
                }
            }
        }
    }

    private void lead(int i) {
        int[] needed = waits[i];
        for (int lane = 0; needed != null && lane < needed.length; lane++) {
            spins[0].begin();
            while (done.getAcquire(place(lane)) < needed[lane]) {
                if (spins[0].once() > patience) {
                    takeFree(i);
                    spins[0].begin();
                }
            }
        }
        kernels[i].run();
        done.setRelease(place(lanes[i]), numbers[i]);
    }

    /** Takes the lanes that no helper has taken, and makes up for their kernels before number {@code to}. */
    private void takeFree(int to) {
        boolean any = false;
        for (int lane = 1; lane < own.length; lane++) {
            any |= owners.get(place(lane)) == FREE;
        }
        if (!any) {
            return;
        }
        for (int lane = 1; lane < own.length; lane++) {
            fresh[lane] = owners.compareAndSet(place(lane), FREE, TAKEN);
            own[lane] |= fresh[lane];
        }
        for (int i = 0; i < to; i++) {
            if (fresh[lanes[i]]) {
                lead(i);
            }
        }
    }

    @Override
    public void help(int thread) {
        if (!owners.compareAndSet(place(thread), FREE, TAKEN)) {
            return;
        }
        Spin spin = spins[thread];
        try {
            for (int i = 0; i < kernels.length; i++) {
                if (lanes[i] == thread) {
                    await(waits[i], spin);
                    kernels[i].run();
                    done.setRelease(place(thread), numbers[i]);
                }
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            done.setRelease(place(thread), Integer.MAX_VALUE);
        }
    }

    private void await(int[] needed, Spin spin) {
        for (int lane = 0; needed != null && lane < needed.length; lane++) {
            spin.begin();
            while (done.getAcquire(place(lane)) < needed[lane]) {
                spin.once();
            }
        }
    }
}
