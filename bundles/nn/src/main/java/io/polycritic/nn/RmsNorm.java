package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;

/**
 * Root mean square normalisation (Zhang and Sennrich, "Root mean square layer normalization", 2019, equation 4): x /
 * sqrt(mean x^2 + 1e-5) scale over the last axis. Its part of the parameter vector is {@code <name>.scale} [n], first
 * 1.
 *
 * @param name how its part begins
 * @param width n
 */
public record RmsNorm(String name, int width) {
    /** Adds its part to a vector. */
    public void addTo(Parameters.Builder builder) {
        builder.add(name + ".scale", Initializers.constant(1), width);
    }

    /** Normalises [.., n]. */
    public Node apply(Parameters parameters, Node x) {
        Node square = Reduce.mean(Elementwise.square(x), -1);
        Node root = Elementwise.sqrt(Elementwise.shift(square, LayerNorm.EPSILON));
        Node normalised = Elementwise.multiply(x, Elementwise.reciprocal(root));
        return Elementwise.multiply(normalised, Graphs.parameter(parameters, name + ".scale"));
    }
}
