package io.polycritic.api.optimizer;

import io.polycritic.api.tensor.Parameters;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An optimizer that changes parameters along gradients. One part may serve several parameter vectors: it keeps its
 * moments by the vector's owner and name.
 */
@ConsumerType
public non-sealed interface GradientOptimizer extends Optimizer {
    /**
     * Makes one step.
     *
     * @param owner the path of the slot that the parameters belong to, as {@code PartContext.path} gives it
     * @param parameters the parameters, changed in place
     * @param objectives what to minimise; may be evaluated several times at moved parameters, as SAM does
     * @return the objectives' weighted sum before the step
     */
    double step(String owner, Parameters parameters, Objectives objectives);

    /**
     * Forgets what it keeps for an owner, whose part was replaced without its state.
     *
     * @param owner the path of the slot
     */
    void forget(String owner);

    /**
     * Gives what it keeps for an owner to another one, whose own is forgotten. After that it keeps nothing for the
     * first one.
     *
     * @param owner the path of a slot, or of its newcomer
     * @param other the path of another one
     */
    void rename(String owner, String other);

    /**
     * Begins to keep for an owner what it keeps for another one, which keeps its own. What the first one had is
     * forgotten.
     *
     * @param owner the path of a slot, or of its newcomer
     * @param from the path of the one that has it
     */
    void copy(String owner, String from);
}
