package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;

/** What stands between two layers. */
public enum Activation {
    /** The hyperbolic tangent. */
    TANH,
    /** max(x, 0). */
    RELU,
    /** x times the standard normal distribution function of x. */
    GELU,
    /** x / (1 + e^-x), also called swish. */
    SILU,
    /** x above 0, e^x - 1 below (Clevert, Unterthiner and Hochreiter, 2016, equation 15). */
    ELU,
    /** x above 0, x/5 below, as in attention over graphs (Velickovic et al., 2018, section 2.1). */
    LEAKY_RELU;

    private static final float LEAK = 0.2f;

    /** Applies the function, of the same shape. */
    public Node apply(Node x) {
        return switch (this) {
            case TANH -> Elementwise.tanh(x);
            case RELU -> Elementwise.relu(x);
            case GELU -> Elementwise.gelu(x);
            case SILU -> Elementwise.multiply(x, Elementwise.sigmoid(x));
            case ELU ->
                Elementwise.add(Elementwise.relu(x), Elementwise.expm1(Elementwise.minimum(x, Graphs.constant(0f))));
            case LEAKY_RELU -> Elementwise.maximum(x, Elementwise.scale(x, LEAK));
        };
    }
}
