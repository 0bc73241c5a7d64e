package io.polycritic.api.optimizer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What an optimizer minimises: one or several losses on one held batch, at whatever values the parameters have now.
 * Parts of the parameter vector whose {@link io.polycritic.api.tensor.Parameters.Segment#group group} is the name of an
 * objective belong to that objective alone, as the head of a task does; all others are shared.
 */
@ConsumerType
public interface Objectives {
    /**
     * Counts the objectives.
     *
     * @return at least 1
     */
    int count();

    /**
     * The name of an objective.
     *
     * @param index from 0
     * @return for example a critic's name
     */
    String name(int index);

    /**
     * The weight of an objective in the sum.
     *
     * @param index from 0
     * @return a finite number
     */
    double weight(int index);

    /**
     * Whether the held batch says anything about an objective: false for a task none of whose rows has a label.
     *
     * @param index from 0
     * @return true unless the objective is to be left out of this step
     */
    default boolean active(int index) {
        return true;
    }

    /**
     * One objective and its gradient at the parameters' present values, on the same batch with the same random numbers.
     *
     * @param index from 0
     * @param gradient [p], written to
     * @return the loss
     */
    double evaluate(int index, float[] gradient);

    /**
     * The weighted sum and its gradient, in one pass.
     *
     * @param gradient [p], written to
     * @return the loss
     */
    double evaluateSum(float[] gradient);

    /**
     * Looks for the operation that first gave an infinite number or NaN, at the parameters' present values.
     *
     * @return the operation with its shapes, or empty if that is not known
     */
    default String firstNonFinite() {
        return "";
    }
}
