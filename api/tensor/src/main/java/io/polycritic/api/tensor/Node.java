package io.polycritic.api.tensor;

import java.util.List;

/**
 * One value in an expression graph: an operation on other nodes, and its static shape. Nodes are plain data; they are
 * made by {@link Graphs}, {@link Elementwise}, {@link Select}, {@link Linear}, {@link Sparse}, {@link Reduce},
 * {@link Shaping}, {@link Indexing} and {@link Images}, which check shapes.
 */
public final class Node {
    private final Op op;
    private final List<Node> inputs;
    private final Shape shape;

    Node(Op op, Shape shape, List<Node> inputs) {
        this.op = op;
        this.shape = shape;
        this.inputs = List.copyOf(inputs);
    }

    /**
     * What this node computes.
     *
     * @return the operation
     */
    public Op op() {
        return op;
    }

    /**
     * What it computes it from.
     *
     * @return the arguments, in order
     */
    public List<Node> inputs() {
        return inputs;
    }

    /**
     * The shape of the result.
     *
     * @return the shape
     */
    public Shape shape() {
        return shape;
    }

    @Override
    public String toString() {
        return op + " " + shape;
    }
}
