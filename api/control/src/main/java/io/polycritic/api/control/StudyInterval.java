package io.polycritic.api.control;

/**
 * An estimate and its 95 % bootstrap interval.
 *
 * @param estimate the estimate; NaN where a run has no such number
 * @param low the interval's lower end
 * @param high the interval's upper end
 */
public record StudyInterval(double estimate, double low, double high) {}
