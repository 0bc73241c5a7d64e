package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;

/** What becomes of a head's scores of the pairs of a prompt. */
public enum Score {
    /** The softmax over pairs. */
    SOFTMAX,
    /** The scores themselves. */
    LINEAR_SUM,
    /** The scores divided by the number of pairs. */
    LINEAR_MEAN;

    /** Weights [B, H, L] of scores [B, H, L]. */
    Node weights(Node scores) {
        return switch (this) {
            case SOFTMAX -> Reduce.softmax(scores, 2);
            case LINEAR_SUM -> scores;
            case LINEAR_MEAN -> Elementwise.scale(scores, 1f / scores.shape().length(2));
        };
    }
}
