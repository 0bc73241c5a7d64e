package io.polycritic.api.tensor;

import java.util.List;

/** Reverse-mode differentiation as a transformation of graphs: gradients are nodes and can be differentiated again. */
public final class Gradients {
    private Gradients() {}

    /**
     * The gradient of a scalar.
     *
     * @param objective a node of one number
     * @param targets the nodes with respect to which it is differentiated
     * @return one node per target, of the target's shape; zeros where the objective does not depend on it
     * @throws ShapeException if the objective is no scalar
     */
    public static List<Node> of(Node objective, List<Node> targets) {
        throw new UnsupportedOperationException();
    }
}
