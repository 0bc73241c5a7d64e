package io.polycritic.accounts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets so many attempts of each key through at once, and one more after each pause (a token bucket). Keys that were not
 * seen for the longest time are forgotten first, so memory is bounded.
 */
final class Limiter {
    private static final int MOST_KEYS = 10_000;

    /** What a key has left, and when that was so. */
    private record Bucket(double left, long at) {}

    private final int burst;
    private final double pauseNanos;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /**
     * Makes a limiter.
     *
     * @param burst how many attempts at once
     * @param pause how long until there is one more
     * @param nanos the clock
     */
    Limiter(int burst, Duration pause, LongSupplier nanos) {
        this.burst = burst;
        this.pauseNanos = pause.toNanos();
        this.nanos = nanos;
    }

    /** Takes an attempt; false if there is none left. */
    synchronized boolean take(String key) {
        long now = nanos.getAsLong();
        double left = left(key, now);
        boolean allowed = left >= 1;
        buckets.put(key, new Bucket(allowed ? left - 1 : left, now));
        return allowed;
    }

    /** Gives an attempt back that turned out to be right. */
    synchronized void giveBack(String key) {
        long now = nanos.getAsLong();
        buckets.put(key, new Bucket(Math.min(burst, left(key, now) + 1), now));
    }

    private double left(String key, long now) {
        Bucket bucket = buckets.get(key);
        return bucket == null ? burst : Math.min(burst, bucket.left + (now - bucket.at) / pauseNanos);
    }

    synchronized int keys() {
        return buckets.size();
    }
}
