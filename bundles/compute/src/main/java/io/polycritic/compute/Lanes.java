package io.polycritic.compute;

import io.polycritic.compute.kernel.Kernel;
import io.polycritic.compute.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** A plan's kernels, shared out among threads, each of which waits for the others where it must. */
final class Lanes implements Workers.Shared {
    /** Counters lie in cache lines of their own. */
    private static final int PADDING = 32;

    private final Kernel[][] kernels;
    private final int[][][] waits;
    private final AtomicIntegerArray done;
    private volatile Throwable failure;

    Lanes(Plan plan, List<Kernel> all) {
        kernels = new Kernel[plan.threads()][];
        waits = new int[plan.threads()][][];
        done = new AtomicIntegerArray((plan.threads() + 1) * PADDING);
        for (int thread = 0; thread < plan.threads(); thread++) {
            List<Kernel> own = new ArrayList<>();
            List<int[]> awaited = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (plan.steps().get(i).thread() == thread) {
                    own.add(all.get(i));
                    awaited.add(plan.steps().get(i).waits());
                }
            }
            kernels[thread] = own.toArray(Kernel[]::new);
            waits[thread] = awaited.toArray(int[][]::new);
        }
    }

    /** Whether there is work for more than one thread. */
    boolean areSeveral() {
        for (int thread = 1; thread < kernels.length; thread++) {
            if (kernels[thread].length > 0) {
                return true;
            }
        }
        return false;
    }

    /** Prepares a run. */
    void reset() {
        failure = null;
        for (int thread = 0; thread < kernels.length; thread++) {
            done.setPlain((thread + 1) * PADDING, 0);
        }
    }

    /** Throws what a thread threw. */
    void check() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("a kernel failed: " + thrown, thrown);
        }
    }

    @Override
    public void work(int thread) {
        Kernel[] own = kernels[thread];
        int[][] awaited = waits[thread];
        int place = (thread + 1) * PADDING;
        try {
            for (int i = 0; i < own.length; i++) {
                if (awaited[i] != null) {
                    await(awaited[i]);
                }
                own[i].run();
                done.setRelease(place, i + 1);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            // Nobody shall wait for a thread that failed.
            done.setRelease(place, Integer.MAX_VALUE);
        }
    }

    private void await(int[] needed) {
        for (int other = 0; other < needed.length; other++) {
            int place = (other + 1) * PADDING;
            for (int spins = 0; done.getAcquire(place) < needed[other]; spins++) {
                Spin.once(spins);
            }
        }
    }
}
