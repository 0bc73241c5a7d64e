package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;

/**
 * A transformer layer that normalises first (Xiong et al., "On layer normalization in the transformer architecture",
 * 2020, figure 1b): x + attention(norm x), then x + dense(gelu(dense(norm x))).
 *
 * @param name how its parts begin
 * @param width W
 * @param heads H
 * @param hidden the width between the dense layers
 */
public record TransformerBlock(String name, int width, int heads, int hidden) {
    /** The block's attention. */
    public MultiHeadAttention attention() {
        return new MultiHeadAttention(name + ".attention", width, heads);
    }

    LayerNorm attentionNorm() {
        return new LayerNorm(name + ".norm0", width);
    }

    private LayerNorm norm() {
        return new LayerNorm(name + ".norm1", width);
    }

    private Dense wide() {
        return Dense.of(name + ".wide", width, hidden);
    }

    private Dense narrow() {
        return Dense.of(name + ".narrow", hidden, width);
    }

    /** Adds its parts to a vector. */
    public void addTo(Parameters.Builder builder, RandomStream random) {
        attentionNorm().addTo(builder);
        attention().addTo(builder, random);
        norm().addTo(builder);
        wide().addTo(builder, Initializers.gaussian(random, 1 / Math.sqrt(width)));
        narrow().addTo(builder, Initializers.gaussian(random, 1 / Math.sqrt(hidden)));
    }

    /** [B, T, W] from [B, T, W], with a mask as in {@link MultiHeadAttention#apply}. */
    public Node apply(Parameters parameters, Node x, Node mask) {
        Node mixed = attention().apply(parameters, attentionNorm().apply(parameters, x), mask);
        return feedForward(parameters, Elementwise.add(x, mixed));
    }

    /**
     * The end of what {@link #apply(Parameters, Node, Node)} gives, where nothing else of it is wanted.
     *
     * @param parameters the vector
     * @param x [B, T, W]
     * @param mask what is added to the scores, broadcast to [B, H, T, T]
     * @param from the first position that is wanted
     * @return [B, T - from, W]
     */
    Node apply(Parameters parameters, Node x, Node mask, int from) {
        if (from == 0) {
            return apply(parameters, x, mask);
        }
        int length = x.shape().length(1);
        MultiHeadAttention.Heads all =
                attention().project(parameters, attentionNorm().apply(parameters, x));
        Node queries = Shaping.slice(all.queries(), 2, from, length);
        boolean rows = mask.shape().rank() >= 2 && mask.shape().length(-2) > 1;
        Node seen = rows ? Shaping.slice(mask, mask.shape().rank() - 2, from, length) : mask;
        Node mixed = MultiHeadAttention.attend(queries, all.keys(), all.values(), seen);
        Node wanted = Shaping.slice(x, 1, from, length);
        return feedForward(parameters, Elementwise.add(wanted, attention().join(parameters, mixed)));
    }

    /** The second half of the block. */
    Node feedForward(Parameters parameters, Node x) {
        Node hiddenUnits = Elementwise.gelu(wide().apply(parameters, norm().apply(parameters, x)));
        return Elementwise.add(x, narrow().apply(parameters, hiddenUnits));
    }
}
