package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;
import java.util.stream.IntStream;

/**
 * A decoder-only transformer: token and position embeddings, a causal depthwise convolution over them if wished, blocks
 * that normalise first, a last normalisation, and scores of the next token.
 *
 * @param name how its parts begin
 * @param vocabulary V
 * @param context the longest sequence
 * @param width W
 * @param heads H
 * @param layers how many blocks, each 4 W wide between its dense layers
 * @param convolution how many tokens the convolution sees, itself and those before it; 1 for no convolution
 * @param tied whether scores use the token embeddings
 */
public record SequenceModel(
        String name, int vocabulary, int context, int width, int heads, int layers, int convolution, boolean tied) {

    private static final double STEP = 0.02;

    /** How far the convolution's first weights of earlier tokens are from 0. */
    private static final double FILTER = 0.3;

    Embedding tokens() {
        return new Embedding(name + ".tokens", vocabulary, width);
    }

    private LayerNorm norm() {
        return new LayerNorm(name + ".norm", width);
    }

    private Dense head() {
        return new Dense(name + ".head", width, vocabulary, false);
    }

    /** The blocks in order. */
    public TransformerBlock block(int layer) {
        return new TransformerBlock(name + ".block" + layer, width, heads, 4 * width);
    }

    /** Adds its parts to a vector; the convolution is led by the newest token, the others count by chance. */
    public void addTo(Parameters.Builder builder, RandomStream random) {
        addTo(builder, random, Initializers.causal(random, FILTER));
    }

    /**
     * Adds its parts to a vector.
     *
     * @param builder the vector
     * @param random for all other first values
     * @param filters the first values of the convolution, [convolution, W], the newest token last
     */
    public void addTo(Parameters.Builder builder, RandomStream random, Parameters.Initializer filters) {
        tokens().addTo(builder, Initializers.gaussian(random, tied ? 1 / Math.sqrt(width) : 1));
        builder.add(name + ".positions", Initializers.gaussian(random, STEP), context, width);
        if (convolution > 1) {
            builder.add(name + ".convolution", filters, convolution, width);
        }
        IntStream.range(0, layers).forEach(layer -> block(layer).addTo(builder, random));
        norm().addTo(builder);
        if (!tied) {
            head().addTo(builder, Initializers.gaussian(random, 1 / Math.sqrt(width)));
        }
    }

    /**
     * The scores of each next token.
     *
     * @param parameters the vector
     * @param ids [B, T], whole numbers from 0 to V-1, T at most the context
     * @return [B, T, V], not normalised
     * @throws ShapeException if the sequence is longer than the context
     */
    public Node apply(Parameters parameters, Node ids) {
        return scores(parameters, hidden(parameters, ids));
    }

    /** The last normalised states [B, T, W] of sequences [B, T]. */
    public Node hidden(Parameters parameters, Node ids) {
        if (ids.shape().rank() != 2) {
            throw new ShapeException("sequence model", ids.shape().toString(), "[B, T]");
        }
        return encoded(parameters, embedded(parameters, ids));
    }

    /** The convolved embeddings [B, T, W] of sequences [B, T], without positions. */
    public Node embedded(Parameters parameters, Node ids) {
        return convolved(parameters, tokens().apply(parameters, ids));
    }

    /**
     * The last normalised states of sequences that may have other vectors than tokens in them.
     *
     * @param parameters the vector
     * @param vectors [B, T, W], T at most the context
     * @return [B, T, W]
     * @throws ShapeException if the sequence is longer than the context
     */
    public Node encoded(Parameters parameters, Node vectors) {
        return encoded(
                parameters, vectors, MultiHeadAttention.causal(vectors.shape().length(1)), 0);
    }

    /**
     * The last normalised states of the end of sequences in which positions see what a mask says.
     *
     * @param parameters the vector
     * @param vectors [B, T, W], T at most the context
     * @param mask what is added to the scores of attention, of shape [T, T] or broadcast to [B, H, T, T]; see
     *     {@link MultiHeadAttention#prefix} and {@link MultiHeadAttention#mask}
     * @param from the first position whose state is wanted
     * @return [B, T - from, W]
     * @throws ShapeException if the sequence is longer than the context
     */
    public Node encoded(Parameters parameters, Node vectors, Node mask, int from) {
        Node x = placed(parameters, vectors);
        for (int layer = 0; layer < layers; layer++) {
            boolean last = layer == layers - 1;
            x = block(layer).apply(parameters, x, mask, last ? from : 0);
        }
        return norm().apply(parameters, x);
    }

    /** Vectors [B, T, W] with the positions from 0 on added. */
    Node placed(Parameters parameters, Node vectors) {
        int length = vectors.shape().length(1);
        if (length > context) {
            throw new ShapeException("sequence model", vectors.shape().toString(), "T of at most " + context);
        }
        return Elementwise.add(vectors, Shaping.slice(positions(parameters), 0, 0, length));
    }

    /** Scores [.., V] of states [.., W] that {@link #hidden} gave. */
    public Node scores(Parameters parameters, Node hidden) {
        return tied ? tokens().scores(parameters, hidden) : head().apply(parameters, hidden);
    }

    Node last(Parameters parameters, Node x) {
        return norm().apply(parameters, x);
    }

    Node positions(Parameters parameters) {
        return Graphs.parameter(parameters, name + ".positions");
    }

    /** The convolution's weight for the token that is so many places back, [W]. */
    Node filter(Parameters parameters, int back) {
        Node filters = Graphs.parameter(parameters, name + ".convolution");
        int at = convolution - 1 - back;
        return Shaping.reshape(Shaping.slice(filters, 0, at, at + 1), width);
    }

    private Node convolved(Parameters parameters, Node x) {
        if (convolution <= 1) {
            return x;
        }
        int length = x.shape().length(1);
        Node sum = Elementwise.multiply(x, filter(parameters, 0));
        for (int back = 1; back < Math.min(convolution, length); back++) {
            Node earlier = Shaping.pad(Shaping.slice(x, 1, 0, length - back), 1, back, 0);
            sum = Elementwise.add(sum, Elementwise.multiply(earlier, filter(parameters, back)));
        }
        return sum;
    }
}
