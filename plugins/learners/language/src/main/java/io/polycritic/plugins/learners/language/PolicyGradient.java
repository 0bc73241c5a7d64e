package io.polycritic.plugins.learners.language;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.language.LanguageModel;

/**
 * The policy gradient of Nash-MD-PG and Nash-EMA-PG (Munos et al., "Nash learning from human feedback", 2024, arXiv
 * 2312.00886, section 7): the expectation over y of pi and y' of the opponent of grad log pi(y|x) (P(y &gt; y'|x) - 1/2
 * - tau log(pi(y|x) / mu(y|x))). The 1/2 changes no expectation and makes its estimate steadier.
 */
final class PolicyGradient {
    private static final float HALF = 0.5f;

    private PolicyGradient() {}

    /**
     * What is minimised: the mean of -log pi times a weight that is seen as a constant.
     *
     * @param logs log pi(y_t | x, y_before t), [B, R], a function of the policy's parameters
     * @param preferred P(y > y' | x) [B]
     * @param reference log mu(y | x) [B]
     * @param tau the price of distance, above 0
     * @return a scalar whose gradient is minus the estimate
     */
    static Node loss(Node logs, Node preferred, Node reference, double tau) {
        Node whole = LanguageModel.ofSequence(logs);
        Node distance = Elementwise.subtract(whole, reference);
        Node gain = Elementwise.subtract(
                Elementwise.subtract(preferred, Graphs.constant(HALF)), Elementwise.scale(distance, (float) tau));
        return Elementwise.negate(Reduce.mean(Elementwise.multiply(Elementwise.stopGradient(gain), whole)));
    }
}
