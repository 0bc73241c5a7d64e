package io.polycritic.api.optimizer;

import org.osgi.annotation.versioning.ConsumerType;

/** Makes one direction of the gradients of several objectives: gradient surgery, min-norm points. */
@ConsumerType
public non-sealed interface GradientAggregator extends Optimizer {
    /**
     * Aggregates.
     *
     * @param gradients one vector [p] per objective, and what they are gradients of; not changed
     * @param result [p], written to
     */
    void aggregate(TaskGradients gradients, float[] result);
}
