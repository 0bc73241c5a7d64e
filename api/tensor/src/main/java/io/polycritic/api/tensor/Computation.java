package io.polycritic.api.tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a program shall compute: named outputs, and gradients of scalar nodes as flat vectors laid out like the
 * parameters that they are taken with respect to.
 */
public final class Computation {
    private final Map<String, Node> outputs = new LinkedHashMap<>();
    private final Map<String, Gradient> gradients = new LinkedHashMap<>();

    /**
     * A gradient to compute.
     *
     * @param objective the scalar that is differentiated
     * @param parameters the vector with respect to which it is
     */
    public record Gradient(Node objective, Parameters parameters) {}

    /**
     * Asks for the value of a node.
     *
     * @param name the output's name, unique in the computation
     * @param node the node
     * @return this computation
     */
    public Computation output(String name, Node node) {
        free(name);
        outputs.put(name, node);
        return this;
    }

    /**
     * Asks for a flat gradient.
     *
     * @param name the output's name, unique in the computation
     * @param objective a scalar node
     * @param parameters the vector with respect to which the gradient is taken; parts that the objective does not
     *     depend on get zeros
     * @return this computation
     * @throws ShapeException if the objective is no scalar
     */
    public Computation gradient(String name, Node objective, Parameters parameters) {
        free(name);
        if (objective.shape().size() != 1) {
            throw new ShapeException("gradient", objective.shape().toString(), "a scalar objective");
        }
        gradients.put(name, new Gradient(objective, parameters));
        return this;
    }

    /**
     * The outputs asked for.
     *
     * @return node by name
     */
    public Map<String, Node> outputs() {
        return java.util.Collections.unmodifiableMap(outputs);
    }

    /**
     * The gradients asked for.
     *
     * @return gradient by name
     */
    public Map<String, Gradient> gradients() {
        return java.util.Collections.unmodifiableMap(gradients);
    }

    private void free(String name) {
        if (outputs.containsKey(name) || gradients.containsKey(name)) {
            throw new IllegalArgumentException("the computation already has an output '" + name + "'");
        }
    }
}
