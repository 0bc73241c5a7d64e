package io.polycritic.api.control;

import java.util.List;

/**
 * The performance profile of one arm: which share of its runs has more than so much (Agarwal et al. 2021, section 4.2).
 *
 * @param metric the metric
 * @param arm the arm
 * @param thresholds values of the metric, ascending
 * @param shares the shares of runs above them, 0 to 1, with their intervals
 */
public record StudyProfile(String metric, String arm, List<Double> thresholds, List<StudyInterval> shares) {}
