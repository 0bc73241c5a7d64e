package io.polycritic.bench.census;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the transitions of one run: those that its worlds have made and those that it has learned from. What a rolled
 * back run had made and learned since the moment that it goes back to is taken out by the run itself, for both counts
 * are state of its parts. Only the run's own thread is listened to: trials on copies of the run and replays make
 * transitions too.
 */
public final class Census {
    private static final int MOST_TIMES = 1 << 16;

    private final String thread;
    private final Map<Long, long[]> made = new TreeMap<>();
    private final double[] updateMillis = new double[MOST_TIMES];
    private Learned learned = new Learned(new TreeMap<>(), 0, 0, 0);
    private long begun;
    private long times;
    private double longestGap;

    /**
     * What a run has learned from, along the history that counts.
     *
     * @param numbers by occupant of the environment's slot: of each lane the number of the last transition
     * @param transitions how many there were
     * @param skipped how many numbers were left out
     * @param repeated how many came once more
     */
    public record Learned(Map<Long, long[]> numbers, long transitions, long skipped, long repeated) {}

    /**
     * Begins to count.
     *
     * @param thread the name of the run's thread
     */
    public Census(String thread) {
        this.thread = thread;
    }

    private boolean counts() {
        return Thread.currentThread().getName().equals(thread);
    }

    /** A world closes after so many transitions of each lane; the last one that says so counts. */
    synchronized void made(long occupant, long[] numbers) {
        if (counts()) {
            made.put(occupant, numbers.clone());
        }
    }

    /** The count closes; the last one that says so counts. */
    synchronized void learned(Learned last) {
        if (counts()) {
            learned = last;
        }
    }

    /** An update begins. */
    synchronized void begins() {
        if (counts()) {
            begun = System.nanoTime();
        }
    }

    /**
     * An update ends.
     *
     * @param before when the one before it ended, 0 for none; {@link System#nanoTime}
     * @return when it ended
     */
    synchronized long ends(long before) {
        long now = System.nanoTime();
        if (counts()) {
            updateMillis[(int) (times++ % MOST_TIMES)] = (now - begun) / 1e6;
            longestGap = before == 0 ? longestGap : Math.max(longestGap, (now - before) / 1e6);
        }
        return now;
    }

    /** How many transitions the run has learned from. */
    public synchronized long transitions() {
        return learned.transitions;
    }

    /** How many transitions were made and not learned from. To be asked when the run has ended. */
    public synchronized long lost() {
        long lost = learned.skipped;
        for (Map.Entry<Long, long[]> occupant : learned.numbers.entrySet()) {
            long[] all = made.getOrDefault(occupant.getKey(), new long[occupant.getValue().length]);
            for (int lane = 0; lane < all.length; lane++) {
                lost += Math.max(0, all[lane] - occupant.getValue()[lane]);
            }
        }
        return lost;
    }

    /** How many were learned from more than once, or without having been made. To be asked when the run has ended. */
    public synchronized long doubled() {
        long doubled = learned.repeated;
        for (Map.Entry<Long, long[]> occupant : learned.numbers.entrySet()) {
            long[] all = made.getOrDefault(occupant.getKey(), new long[occupant.getValue().length]);
            for (int lane = 0; lane < all.length; lane++) {
                doubled += Math.max(0, occupant.getValue()[lane] - all[lane]);
            }
        }
        return doubled;
    }

    /** What the updates took that ended, in milliseconds; the newest 65536 of them. */
    public synchronized double[] updateMillis() {
        return java.util.Arrays.copyOf(updateMillis, (int) Math.min(times, MOST_TIMES));
    }

    /** The longest time between the ends of two updates that followed each other, in milliseconds. */
    public synchronized double longestGapMillis() {
        return longestGap;
    }
}
