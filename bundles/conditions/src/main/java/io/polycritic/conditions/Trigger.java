package io.polycritic.conditions;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;

/**
 * Fires when a condition has held for some updates in a row. After each update {@link #test} is asked once; whoever
 * acts on it, or repeats an action that a journal has, says so with {@link #fired}. So a firing that is on record
 * happens once, whether the run was interrupted after it or not. Used by the thread of the history.
 */
public final class Trigger implements AutoCloseable {
    private static final long NEVER = -1;

    private final Watch watch;
    private final Timing timing;
    private long streak;
    private long lastFired = NEVER;

    /**
     * When a trigger fires.
     *
     * @param hold after so many updates in a row at which the condition held; at least 1
     * @param once whether it fires only once
     * @param cooldown otherwise: so many updates after it fired it may fire again, at least 1; the condition must have
     *     held for {@code hold} updates since
     */
    public record Timing(int hold, boolean once, long cooldown) {
        /** Checks the numbers. */
        public Timing {
            if (hold < 1 || cooldown < 1) {
                throw new IllegalArgumentException("hold and cooldown are at least 1: " + hold + ", " + cooldown);
            }
        }

        /**
         * Once.
         *
         * @param hold after so many updates in a row
         * @return the timing
         */
        public static Timing once(int hold) {
            return new Timing(hold, true, 1);
        }

        /**
         * Again and again.
         *
         * @param hold after so many updates in a row
         * @param cooldown at most every so many updates
         * @return the timing
         */
        public static Timing repeated(int hold, long cooldown) {
            return new Timing(hold, false, cooldown);
        }
    }

    /**
     * Makes a trigger that has not fired.
     *
     * @param watch the condition, which the trigger closes
     * @param timing when it fires
     */
    public Trigger(Watch watch, Timing timing) {
        this.watch = watch;
        this.timing = timing;
    }

    /**
     * What is watched.
     *
     * @return the watch
     */
    public Watch watch() {
        return watch;
    }

    /**
     * Tests the condition after an update.
     *
     * @param update the number of the update that has ended
     * @return whether it fires now
     */
    public boolean test(long update) {
        streak = watch.holds() ? streak + 1 : 0;
        boolean may = lastFired == NEVER || !timing.once() && update - lastFired >= timing.cooldown();
        return may && streak >= timing.hold();
    }

    /**
     * Says that it fired.
     *
     * @param update the update after which it did
     */
    public void fired(long update) {
        lastFired = update;
        streak = 0;
    }

    /**
     * Writes how long the condition has held, when it fired, and the mark.
     *
     * @param out where to
     */
    public void save(StateWriter out) {
        out.put("trigger", streak, lastFired);
        watch.save(out.under("watch"));
    }

    /**
     * Continues from what was saved.
     *
     * @param in where from
     */
    public void load(StateReader in) {
        long[] saved = new long[2];
        if (in.read("trigger", saved)) {
            streak = saved[0];
            lastFired = saved[1];
            watch.load(in.under("watch"));
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
