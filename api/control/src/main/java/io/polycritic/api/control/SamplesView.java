package io.polycritic.api.control;

/**
 * What stands behind a measure of a run's last evaluation.
 *
 * @param name {@code <slot path>/<measure>}
 * @param values episodes, items or pairs, in the evaluator's order
 */
public record SamplesView(String name, double[] values) {}
