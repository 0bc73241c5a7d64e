package io.polycritic.api.control;

import java.util.List;

/**
 * How a metric of one arm came along: at each of some numbers of steps the interquartile mean over seeds and worlds.
 *
 * @param metric the metric
 * @param arm the arm
 * @param steps numbers of steps, ascending
 * @param points the interquartile means with their intervals
 */
public record StudyCurve(String metric, String arm, List<Long> steps, List<StudyInterval> points) {}
