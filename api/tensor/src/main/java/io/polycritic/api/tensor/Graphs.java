package io.polycritic.api.tensor;

import java.util.List;

/** The leaves of a graph: inputs, parameters and constants. */
public final class Graphs {
    private Graphs() {}

    /**
     * A value that the caller sets before each run.
     *
     * @param name the input's name; one name stands for one input in a computation
     * @param lengths the length of each axis
     * @return the node
     */
    public static Node input(String name, int... lengths) {
        return new Node(new Op.Input(name), Shape.of(lengths), List.of());
    }

    /**
     * A named part of a parameter vector.
     *
     * @param parameters the vector
     * @param name the name of the part
     * @return the node, in the shape of the part
     */
    public static Node parameter(Parameters parameters, String name) {
        return new Node(
                new Op.Parameter(parameters, name), parameters.segment(name).shape(), List.of());
    }

    /**
     * A single number that never changes.
     *
     * @param value the number
     * @return the node, a scalar
     */
    public static Node constant(float value) {
        return new Node(new Op.Constant(new float[] {value}), Shape.SCALAR, List.of());
    }

    /**
     * Numbers that never change.
     *
     * @param values the numbers, row-major; copied
     * @param lengths the length of each axis
     * @return the node
     */
    public static Node constant(float[] values, int... lengths) {
        Shape shape = Shape.of(lengths);
        if (shape.size() != values.length) {
            throw new ShapeException("constant", values.length + " numbers", shape.size() + " for shape " + shape);
        }
        return new Node(new Op.Constant(values.clone()), shape, List.of());
    }
}
