package io.polycritic.preference;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;

/**
 * The skew-symmetric bilinear form of Zhang, Zhang, Wu, Xu and Gu, "General preference modeling with preference
 * representations for aligning language models", 2024, arXiv 2410.02197, section 4: with embeddings of k blocks of two
 * numbers, s(i, j) = sum over l of lambda_l (v_i[2l] v_j[2l+1] - v_i[2l+1] v_j[2l]). The sign is such that v = (r, 1)
 * gives r_i - r_j, so that Bradley and Terry's model is the case of one block whose second number is 1.
 *
 * @param blocks k, at least 1
 */
public record SkewForm(int blocks) implements PairForm {
    @Override
    public int width() {
        return 2 * blocks;
    }

    @Override
    public int scales() {
        return blocks;
    }

    @Override
    public Node score(Node first, Node second, Node scale) {
        Node forth = Elementwise.multiply(component(first, 0), component(second, 1));
        Node back = Elementwise.multiply(component(first, 1), component(second, 0));
        Node each = scaled(Elementwise.subtract(forth, back), scale);
        return Shaping.reshape(Reduce.sum(each, -1), first.shape().length(0));
    }

    @Override
    public Node matrix(Node embeddings, Node scale) {
        Node even = component(embeddings, 0);
        Node odd = component(embeddings, 1);
        Node forth = Linear.matmul(scaled(even, scale), false, odd, true);
        Node back = Linear.matmul(scaled(odd, scale), false, even, true);
        return Elementwise.subtract(forth, back);
    }

    private static Node scaled(Node x, Node scale) {
        return scale == null ? x : Elementwise.multiply(x, scale);
    }

    /** One of the two numbers of all blocks, [.., k] of [.., 2k]. */
    private Node component(Node embeddings, int which) {
        int rows = embeddings.shape().size() / width();
        Node pairs = Shaping.reshape(embeddings, rows, blocks, 2);
        int[] lengths = embeddings.shape().toArray();
        lengths[lengths.length - 1] = blocks;
        return Shaping.reshape(Shaping.slice(pairs, 2, which, which + 1), lengths);
    }
}
