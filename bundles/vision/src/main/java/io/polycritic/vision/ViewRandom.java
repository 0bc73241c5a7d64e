package io.polycritic.vision;

import java.util.random.RandomGenerator;

/**
 * The random numbers of a view: a function of (seed, epoch, item, view) alone, so that views can be made in any order
 * and on any thread, and more views leave the first ones as they were. SplitMix64 (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", 2014, figure 17), begun anew for each view.
 */
public final class ViewRandom implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /**
     * Begins the numbers of a view.
     *
     * @param seed the seed of the stream
     * @param epoch how often all items have been shown before
     * @param item the item
     * @param view the view's index
     */
    public void begin(long seed, long epoch, int item, int view) {
        state = mix(mix(mix(mix(seed) + epoch) + item) + view);
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
