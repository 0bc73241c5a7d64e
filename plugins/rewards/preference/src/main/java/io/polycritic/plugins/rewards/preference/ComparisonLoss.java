package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.tensor.Node;
import io.polycritic.preference.PreferenceLoss;

/**
 * What a preference model minimises.
 *
 * @param kind which formula
 * @param margin by how much log-odds shall exceed 0, for {@link LossKind#LOGISTIC}
 */
record ComparisonLoss(LossKind kind, float margin) {
    /** Log-odds of a preferred response that the regression asks for, as in the code of arXiv 2410.02197. */
    private static final float TARGET = 10;

    Node of(Node logits, Node preferred) {
        return switch (kind) {
            case LOGISTIC -> PreferenceLoss.logistic(logits, preferred, margin);
            case REGRESSION -> PreferenceLoss.regression(logits, preferred, TARGET);
        };
    }
}
