package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.preference.ResponseSets;
import java.util.Optional;

/** The network of a preference model, as a builder of graphs. */
interface PreferenceNetwork {
    Parameters parameters();

    /**
     * Log-odds of comparisons as the network has them, for its loss.
     *
     * @param prompt [N, c] or null
     * @param first [N, d]
     * @param second [N, d]
     * @return [N]
     */
    Node logits(Node prompt, Node first, Node second);

    /**
     * Scores of all ordered pairs.
     *
     * @param prompt [G K, c] or null
     * @param responses [G K, d]
     * @param sets G and K
     * @return [G, K, K], 0 on the diagonal of each set
     */
    Node scores(Node prompt, Node responses, ResponseSets sets);

    /**
     * The rewards of single responses, whose differences are the scores.
     *
     * @param prompt [N, c] or null
     * @param responses [N, d]
     * @return [N], or nothing where scores are no such differences
     */
    Optional<Node> rewards(Node prompt, Node responses);

    /** What scores are divided by to be log-odds. */
    double temperature();

    /** Rows that go through the network for the scores of some sets. */
    long passes(ResponseSets sets);

    /** Whether it learns each comparison in both orders, which says nothing new to a form that is skew-symmetric. */
    boolean bothOrders();
}
