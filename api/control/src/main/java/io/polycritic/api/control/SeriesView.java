package io.polycritic.api.control;

/**
 * Points of one metric series.
 *
 * @param name {@code <slot path>/<metric>}, or {@code run/<metric>}
 * @param updates the updates at which it was reported, ascending
 * @param steps the steps made by then
 * @param values the values; not finite ones are kept
 */
public record SeriesView(String name, long[] updates, long[] steps, double[] values) {}
