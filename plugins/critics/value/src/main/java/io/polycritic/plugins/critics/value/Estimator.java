package io.polycritic.plugins.critics.value;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import java.util.List;

/** What networks estimate of an action's return, and how they learn it. */
interface Estimator {
    /** Numbers of a network for each action, k. */
    int perAction();

    /** Expected returns [B, n] of a network's outputs [B, n k]. */
    Node expected(Node outputs, int actions);

    /**
     * Terms of the loss.
     *
     * @param now each trained network's outputs at the observation, [B, n k]
     * @param next the target networks' pessimistic outputs at the next observation, [B, n k]
     * @param greedy the next action of the greedy policy, [B, n], rows of sum 1
     * @param inputs the rest
     * @return the terms
     */
    TdTerms terms(List<Node> now, Node next, Node greedy, TdTerms.Inputs inputs);

    /** Where the values [B, n] of a row are largest, as rows of sum 1; equal ones share. */
    static Node greedy(Node values) {
        Node best = Elementwise.greaterEqual(values, Reduce.max(values, 1));
        return Elementwise.divide(best, Reduce.sum(best, 1));
    }
}
