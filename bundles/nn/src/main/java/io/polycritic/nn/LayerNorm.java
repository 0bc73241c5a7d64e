package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;

/**
 * Layer normalisation (Ba, Kiros and Hinton, "Layer normalization", 2016, equation 4): (x - mean) / sqrt(variance +
 * 1e-5) scale + shift over the last axis. Parts of the parameter vector are {@code <name>.scale} [n], first 1, and
 * {@code <name>.shift} [n], first 0.
 *
 * @param name how its parts begin
 * @param width n
 */
public record LayerNorm(String name, int width) {
    static final float EPSILON = 1e-5f;

    /** Adds its parts to a vector. */
    public void addTo(Parameters.Builder builder) {
        builder.add(name + ".scale", Initializers.constant(1), width);
        builder.add(name + ".shift", Initializers.constant(0), width);
    }

    /** Normalises [.., n]. */
    public Node apply(Parameters parameters, Node x) {
        Node scaled = Elementwise.multiply(normalised(x), Graphs.parameter(parameters, name + ".scale"));
        return Elementwise.add(scaled, Graphs.parameter(parameters, name + ".shift"));
    }

    /** Mean 0 and variance 1 over the last axis, without parameters. */
    public static Node normalised(Node x) {
        return Reduce.normalise(x, EPSILON);
    }
}
