package io.polycritic.engine;

/** How far a run has come. Written by the run's thread; others read whole copies. */
record Progress(long update, long steps, long episodes, double seconds, double stepsPerSecond) {
    static final Progress NONE = new Progress(0, 0, 0, 0, 0);

    /** After one more update; the rate is smoothed over about twenty updates. */
    Progress plus(long moreSteps, long moreEpisodes, double moreSeconds) {
        double rate = moreSteps / Math.max(1e-9, moreSeconds);
        double smooth = stepsPerSecond == 0 ? rate : stepsPerSecond + 0.05 * (rate - stepsPerSecond);
        return new Progress(update + 1, steps + moreSteps, episodes + moreEpisodes, seconds + moreSeconds, smooth);
    }
}
