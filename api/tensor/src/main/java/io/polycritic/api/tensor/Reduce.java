package io.polycritic.api.tensor;

import java.util.List;

/** Operations that make one number of many. */
public final class Reduce {
    private Reduce() {}

    /**
     * The sum over one axis.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @return the same rank, with that axis of length 1
     */
    public static Node sum(Node x, int axis) {
        int at = axis(x, axis);
        return new Node(new Op.Sum(at), keep(x.shape(), at), List.of(x));
    }

    /**
     * The sum of all numbers.
     *
     * @param x the node
     * @return a scalar
     */
    public static Node sum(Node x) {
        Node flat = Shaping.reshape(x, x.shape().size());
        return Shaping.reshape(sum(flat, 0));
    }

    /**
     * The mean over one axis.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @return the same rank, with that axis of length 1
     */
    public static Node mean(Node x, int axis) {
        return Elementwise.scale(sum(x, axis), 1f / x.shape().length(axis(x, axis)));
    }

    /**
     * The mean of all numbers.
     *
     * @param x the node
     * @return a scalar
     */
    public static Node mean(Node x) {
        return Elementwise.scale(sum(x), 1f / x.shape().size());
    }

    /**
     * The largest number along one axis; equal ones share the gradient.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @return the same rank, with that axis of length 1
     */
    public static Node max(Node x, int axis) {
        int at = axis(x, axis);
        return new Node(new Op.Max(at), keep(x.shape(), at), List.of(x));
    }

    /**
     * log(sum(exp(x))) along one axis, without overflow.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @return the same rank, with that axis of length 1
     */
    public static Node logSumExp(Node x, int axis) {
        Node top = Elementwise.stopGradient(max(x, axis));
        return Elementwise.add(Elementwise.log(sum(Elementwise.exp(Elementwise.subtract(x, top)), axis)), top);
    }

    /**
     * The logarithm of the softmax along the last axis.
     *
     * @param x [.., n]
     * @return [.., n]
     */
    public static Node logSoftmax(Node x) {
        if (x.shape().rank() == 0) {
            throw new ShapeException("logSoftmax", "a scalar", "at least one axis");
        }
        return new Node(new Op.LogSoftmax(), x.shape(), List.of(x));
    }

    private static int axis(Node x, int axis) {
        int at = axis < 0 ? x.shape().rank() + axis : axis;
        if (at < 0 || at >= x.shape().rank()) {
            throw new ShapeException("reduce", "axis " + axis + " of " + x.shape(), "an axis of it");
        }
        return at;
    }

    private static Shape keep(Shape shape, int axis) {
        int[] lengths = shape.toArray();
        lengths[axis] = 1;
        return Shape.of(lengths);
    }
}
