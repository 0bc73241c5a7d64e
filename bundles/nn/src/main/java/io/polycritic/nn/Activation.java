package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;

/** What stands between two layers. */
public enum Activation {
    /** The hyperbolic tangent. */
    TANH,
    /** max(x, 0). */
    RELU;

    /** Applies the function, of the same shape. */
    public Node apply(Node x) {
        return switch (this) {
            case TANH -> Elementwise.tanh(x);
            case RELU -> Elementwise.relu(x);
        };
    }
}
