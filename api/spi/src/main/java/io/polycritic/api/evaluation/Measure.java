package io.polycritic.api.evaluation;

/**
 * One measured quantity, with its samples, so that whoever compares runs can compute intervals.
 *
 * @param name lower camel case: {@code goalSuccess}
 * @param unit the unit, empty if it has none
 * @param better which direction is good
 * @param samples at least one number
 */
public record Measure(String name, String unit, Better better, double... samples) {
    /** Which direction is good. */
    public enum Better {
        /** More is better. */
        HIGHER,
        /** Less is better. */
        LOWER,
        /** Neither. */
        NEITHER
    }

    /**
     * The mean of the samples.
     *
     * @return the mean; not a number without samples
     */
    public double mean() {
        double sum = 0;
        for (double sample : samples) {
            sum += sample;
        }
        return sum / samples.length;
    }
}
