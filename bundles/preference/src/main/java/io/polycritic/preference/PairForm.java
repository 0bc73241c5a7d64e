package io.polycritic.preference;

import io.polycritic.api.tensor.Node;

/**
 * A skew-symmetric score of two embeddings: s(i, j) = -s(j, i). A model that embeds each response by itself and
 * compares embeddings needs one network pass for each of n responses, where a network that sees both needs one for each
 * ordered pair.
 */
public sealed interface PairForm permits BradleyTerry, SkewForm {
    /**
     * The numbers of an embedding.
     *
     * @return at least 1
     */
    int width();

    /**
     * The numbers by which a prompt can weigh the parts of the score.
     *
     * @return 0 where it cannot
     */
    int scales();

    /**
     * Scores of pairs.
     *
     * @param first [N, width]
     * @param second [N, width]
     * @param scale [N, scales], or null for 1 everywhere
     * @return s(first, second) [N]
     */
    Node score(Node first, Node second, Node scale);

    /**
     * Scores of all ordered pairs in sets.
     *
     * @param embeddings [G, K, width]
     * @param scale [G, K, scales], the same in all K rows of a set; or null for 1 everywhere
     * @return [G, K, K], the score of each i against each j
     */
    Node matrix(Node embeddings, Node scale);
}
