package io.polycritic.compression;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;

/** Where the parts of a network come from. */
@FunctionalInterface
public interface Weights {
    /**
     * Finds a part.
     *
     * @param name its name
     * @param lengths the shape that the network needs
     * @return a node of that shape
     */
    Node part(String name, int... lengths);

    /**
     * The parts of a parameter vector; of a part that is longer along some axis, the first entries. So a network reads
     * its weights from those of a larger one.
     *
     * @param parameters the vector
     * @return its parts
     */
    static Weights of(Parameters parameters) {
        return (name, lengths) -> {
            Node node = Graphs.parameter(parameters, name);
            Shape whole = node.shape();
            for (int axis = 0; axis < lengths.length; axis++) {
                if (whole.length(axis) != lengths[axis]) {
                    node = Shaping.slice(node, axis, 0, lengths[axis]);
                }
            }
            return node;
        };
    }
}
