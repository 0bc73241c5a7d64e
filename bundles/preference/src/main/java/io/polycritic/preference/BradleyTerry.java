package io.polycritic.preference;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Shaping;

/**
 * The difference of two rewards, s(i, j) = r_i - r_j, whose logistic function is P(i > j) in the model of Bradley and
 * Terry, "Rank analysis of incomplete block designs", 1952.
 */
public record BradleyTerry() implements PairForm {
    @Override
    public int width() {
        return 1;
    }

    @Override
    public int scales() {
        return 0;
    }

    @Override
    public Node score(Node first, Node second, Node scale) {
        Node difference = Elementwise.subtract(first, second);
        return Shaping.reshape(difference, difference.shape().length(0));
    }

    @Override
    public Node matrix(Node embeddings, Node scale) {
        int g = embeddings.shape().length(0);
        int k = embeddings.shape().length(1);
        return Elementwise.subtract(embeddings, Shaping.reshape(embeddings, g, 1, k));
    }
}
