package io.polycritic.api.control;

import java.util.List;

/**
 * A study in one line.
 *
 * @param slug the study's name
 * @param metric what its chief bar is about
 * @param method the arm that is the method
 * @param bestBaseline the arm that the method is compared with: the chief bar's, else the best of the others
 * @param difference how far the method is ahead of it
 * @param interval the 95 % interval of that, its two ends
 * @param bar what must hold
 * @param passed whether all bars that count are reached; not where a study has such bars and none of them applies to
 *     the arms that were run
 * @param checks all bars: what must hold, and whether it does
 */
public record StudySummary(
        String slug,
        String metric,
        String method,
        String bestBaseline,
        double difference,
        List<Double> interval,
        String bar,
        boolean passed,
        List<Check> checks) {
    /**
     * One bar.
     *
     * @param text what must hold, with the figure that was found
     * @param reached whether it holds
     * @param counts whether the study fails where it does not; else it is reported only
     */
    public record Check(String text, boolean reached, boolean counts) {}
}
