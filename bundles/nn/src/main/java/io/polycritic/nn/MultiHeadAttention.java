package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;

/**
 * Multi-head self-attention (Vaswani et al., "Attention is all you need", 2017, section 3.2): each head mixes values by
 * softmax(q k^T / sqrt(d)), d = W / H. Layers are {@code <name>.qkv} [W, 3 W], queries, keys and values side by side,
 * and {@code <name>.out} [W, W].
 *
 * @param name how its parts begin
 * @param width W
 * @param heads H, a divisor of W
 */
public record MultiHeadAttention(String name, int width, int heads) {
    /** What is added to scores that must not count; finite, so that no difference of infinite numbers is NaN. */
    static final float FORBIDDEN = -1e9f;

    /** Checks that heads are equally wide. */
    public MultiHeadAttention {
        if (heads < 1 || width % heads != 0) {
            throw new ShapeException("attention", heads + " heads of width " + width, "a divisor of the width");
        }
    }

    /** Queries, keys and values, each [B, H, T, d]. */
    public record Heads(Node queries, Node keys, Node values) {}

    Dense projection() {
        return Dense.of(name + ".qkv", width, 3 * width);
    }

    Dense output() {
        return Dense.of(name + ".out", width, width);
    }

    /** Adds its parts to a vector. */
    public void addTo(Parameters.Builder builder, RandomStream random) {
        projection().addTo(builder, Initializers.gaussian(random, 1 / Math.sqrt(width)));
        output().addTo(builder, Initializers.gaussian(random, 1 / Math.sqrt(width)));
    }

    /**
     * Attends.
     *
     * @param parameters the vector
     * @param x [B, T, W]
     * @param mask what is added to the scores, broadcast to [B, H, T, T]; see {@link #causal} and {@link #mask}
     * @return [B, T, W]
     */
    public Node apply(Parameters parameters, Node x, Node mask) {
        Heads all = project(parameters, x);
        return join(parameters, attend(all.queries, all.keys, all.values, mask));
    }

    /** The queries, keys and values of [B, T, W]. */
    public Heads project(Parameters parameters, Node x) {
        Node qkv = projection().apply(parameters, x);
        return new Heads(heads(third(qkv, 0)), heads(third(qkv, 1)), heads(third(qkv, 2)));
    }

    /** Queries (0), keys (1) or values (2) [B, T, W] of a projection [B, T, 3 W]. */
    Node third(Node qkv, int which) {
        return Shaping.slice(qkv, 2, which * width, (which + 1) * width);
    }

    /** [B, T, W] as [B, H, T, d]. */
    Node heads(Node x) {
        int batch = x.shape().length(0);
        int length = x.shape().length(1);
        return Shaping.permute(Shaping.reshape(x, batch, length, heads, width / heads), 0, 2, 1, 3);
    }

    /** The layer's result [B, T, W] from that of its heads, [B, H, T, d]. */
    public Node join(Parameters parameters, Node mixed) {
        int batch = mixed.shape().length(0);
        int length = mixed.shape().length(2);
        Node joined = Shaping.reshape(Shaping.permute(mixed, 0, 2, 1, 3), batch, length, width);
        return output().apply(parameters, joined);
    }

    /**
     * Mixes values.
     *
     * @param queries [B, H, T, d]
     * @param keys [B, H, S, d]
     * @param values [B, H, S, d]
     * @param mask what is added to the scores, broadcast to [B, H, T, S]
     * @return [B, H, T, d]
     */
    public static Node attend(Node queries, Node keys, Node values, Node mask) {
        double scale = 1 / Math.sqrt(queries.shape().length(-1));
        Node scores = Elementwise.scale(Linear.matmul(queries, false, keys, true), (float) scale);
        return Linear.matmul(Reduce.softmax(Elementwise.add(scores, mask)), values);
    }

    /** A mask [T, T] by which each position sees itself and those before it. */
    public static Node causal(int length) {
        float[] mask = new float[length * length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % length > i / length ? FORBIDDEN : 0f;
        }
        return Graphs.constant(mask, length, length);
    }

    /**
     * A mask [T, T] by which the positions of a prefix see all of it, and each one behind sees the prefix, itself and
     * those before it: the "prefix LM" of Raffel et al., "Exploring the limits of transfer learning with a unified
     * text-to-text transformer", 2020, figure 4.
     */
    public static Node prefix(int prefix, int length) {
        float[] mask = new float[length * length];
        for (int i = 0; i < mask.length; i++) {
            int seen = i % length;
            mask[i] = seen >= prefix && seen > i / length ? FORBIDDEN : 0f;
        }
        return Graphs.constant(mask, length, length);
    }

    /** A mask from numbers that are 1 where a score counts and 0 where it does not, as for padding [B, 1, 1, S]. */
    public static Node mask(Node counts) {
        return Elementwise.scale(Elementwise.subtract(Graphs.constant(1f), counts), FORBIDDEN);
    }
}
