package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.tensor.Node;
import java.util.Map;

/** What a policy is changed along. */
interface PolicyLoss {
    /** The output that is minimised. */
    String LOSS = "loss";

    /**
     * Builds the loss.
     *
     * @param in what it may be built of
     * @return scalars by name, {@value #LOSS} among them; the others are reported as metrics
     */
    Map<String, Node> build(LossInputs in);

    /** Whether log-probabilities under a reference policy are among what it is built of. */
    default boolean usesReference() {
        return false;
    }
}
