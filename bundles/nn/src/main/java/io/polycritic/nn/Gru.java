package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;

/**
 * A gated recurrent unit (Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014, equations 5 to
 * 8), with the reset gate behind the product, as in cuDNN and PyTorch: r = sigmoid(a_r + b_r), z = sigmoid(a_z + b_z),
 * n = tanh(a_n + r b_n), h' = (1 - z) n + z h, where a = x W + b and b = h U + c, each with its thirds for r, z and n.
 * Layers are {@code <name>.input} [i, 3 n] and {@code <name>.state} [n, 3 n]. Sequences are unrolled.
 *
 * @param name how its parts begin
 * @param inputs i
 * @param width n
 */
public record Gru(String name, int inputs, int width) {
    private Dense input() {
        return Dense.of(name + ".input", inputs, 3 * width);
    }

    private Dense state() {
        return Dense.of(name + ".state", width, 3 * width);
    }

    /** Adds its parts to a vector. */
    public void addTo(Parameters.Builder builder, RandomStream random) {
        double limit = 1 / Math.sqrt(width);
        input().addTo(builder, Initializers.uniform(random, limit));
        state().addTo(builder, Initializers.uniform(random, limit));
    }

    /** The first state of a sequence, [B, n]: zeros. */
    public Node start(int batch) {
        return Graphs.constant(new float[batch * width], batch, width);
    }

    /** The next state [B, n] from an input [B, i] and a state [B, n]. */
    public Node step(Parameters parameters, Node x, Node h) {
        return next(parameters, input().apply(parameters, x), h);
    }

    private Node next(Parameters parameters, Node a, Node h) {
        Node b = state().apply(parameters, h);
        Node reset = Elementwise.sigmoid(Elementwise.add(third(a, 0), third(b, 0)));
        Node keep = Elementwise.sigmoid(Elementwise.add(third(a, 1), third(b, 1)));
        Node proposal = Elementwise.tanh(Elementwise.add(third(a, 2), Elementwise.multiply(reset, third(b, 2))));
        return Elementwise.add(proposal, Elementwise.multiply(keep, Elementwise.subtract(h, proposal)));
    }

    private Node third(Node x, int which) {
        return Shaping.slice(x, 1, which * width, (which + 1) * width);
    }

    /**
     * All states of a sequence.
     *
     * @param parameters the vector
     * @param x [B, T, i]
     * @param start the state before it, [B, n]
     * @param backwards whether to begin at the end, as the second direction of a bidirectional network does
     * @return [B, T, n], the state behind each input
     * @throws ShapeException if there is no input
     */
    public Node apply(Parameters parameters, Node x, Node start, boolean backwards) {
        int batch = x.shape().length(0);
        int length = x.shape().length(1);
        if (length == 0) {
            throw new ShapeException("gru", x.shape().toString(), "at least one input");
        }
        Node all = input().apply(parameters, x);
        Node[] states = new Node[length];
        Node h = start;
        for (int step = 0; step < length; step++) {
            int at = backwards ? length - 1 - step : step;
            Node a = Shaping.reshape(Shaping.slice(all, 1, at, at + 1), batch, 3 * width);
            h = next(parameters, a, h);
            states[at] = Shaping.reshape(h, batch, 1, width);
        }
        return Shaping.concat(1, states);
    }
}
