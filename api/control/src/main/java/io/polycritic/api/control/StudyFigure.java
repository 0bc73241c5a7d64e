package io.polycritic.api.control;

import java.util.List;

/**
 * What the runs of one arm have measured.
 *
 * @param metric the metric
 * @param better {@code higher}, {@code lower} or {@code neither}
 * @param world the world, or an empty text for all of them together
 * @param arm the arm
 * @param iqm the interquartile mean over runs
 * @param mean their mean
 * @param ahead how far the method is ahead of this arm, the interquartile mean of the paired differences, positive
 *     where the method is better; null for the method itself
 * @param improvement the probability that a run of the method is better than one of this arm; null for the method
 *     itself
 * @param values one number of each run
 * @param runs the runs, in the same order
 */
public record StudyFigure(
        String metric,
        String better,
        String world,
        String arm,
        StudyInterval iqm,
        double mean,
        StudyInterval ahead,
        StudyInterval improvement,
        List<Double> values,
        List<String> runs) {}
