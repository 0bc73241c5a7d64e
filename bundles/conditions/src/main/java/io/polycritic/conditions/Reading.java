package io.polycritic.conditions;

/**
 * One thing that a condition asks of a series.
 *
 * @param statistic what
 * @param series of which series, {@code <slot path>/<name>}
 * @param window over how many values; 1 where the statistic has no window
 */
record Reading(Statistic statistic, String series, int window) {
    /** As it is written in a condition. */
    @Override
    public String toString() {
        return statistic.function() + "('" + series + "'" + (statistic.windowed() ? ", " + window : "") + ")";
    }
}
