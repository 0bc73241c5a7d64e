package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.TaskGradients;

/** How one direction is made of several gradients, with no memory but random streams. */
@FunctionalInterface
interface AggregationRule {
    /**
     * Aggregates.
     *
     * @param gradients one vector [p] per objective
     * @param result [p], written to
     */
    void apply(TaskGradients gradients, float[] result);
}
