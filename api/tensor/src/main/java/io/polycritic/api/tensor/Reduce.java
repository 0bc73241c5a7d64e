package io.polycritic.api.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

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
        return logSoftmax(x, -1);
    }

    /**
     * The logarithm of the softmax along one axis.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @return the same shape
     * @throws ShapeException if there is no such axis
     */
    public static Node logSoftmax(Node x, int axis) {
        return alongLast("logSoftmax", x, axis, last -> new Node(new Op.LogSoftmax(), last.shape(), List.of(last)));
    }

    /**
     * The softmax along the last axis.
     *
     * @param x [.., n]
     * @return [.., n], positive, with a sum of 1 over n
     */
    public static Node softmax(Node x) {
        return softmax(x, -1);
    }

    /**
     * The softmax along one axis.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @return the same shape
     * @throws ShapeException if there is no such axis
     */
    public static Node softmax(Node x, int axis) {
        return alongLast("softmax", x, axis, last -> new Node(new Op.Softmax(), last.shape(), List.of(last)));
    }

    /**
     * Mean 0 and variance 1 along the last axis: (x - mean) / sqrt(variance + epsilon).
     *
     * @param x [.., n]
     * @param epsilon what is added to the variance, positive
     * @return [.., n]
     * @throws ShapeException if x is a scalar
     */
    public static Node normalise(Node x, float epsilon) {
        Shaping.axis("normalise", x.shape(), -1);
        return new Node(new Op.Normalise(epsilon), x.shape(), List.of(x));
    }

    /**
     * Sums of all numbers up to and with each one along one axis.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @return the same shape
     * @throws ShapeException if there is no such axis
     */
    public static Node cumulativeSum(Node x, int axis) {
        int at = Shaping.axis("cumulativeSum", x.shape(), axis);
        return new Node(new Op.CumulativeSum(at, false), x.shape(), List.of(x));
    }

    /** Applies an operation of the last axis to another one, by changing places. */
    private static Node alongLast(String operation, Node x, int axis, UnaryOperator<Node> along) {
        int rank = x.shape().rank();
        int at = Shaping.axis(operation, x.shape(), axis);
        if (at == rank - 1) {
            return along.apply(x);
        }
        int[] swap = new int[rank];
        Arrays.setAll(swap, i -> i);
        swap[at] = rank - 1;
        swap[rank - 1] = at;
        return Shaping.permute(along.apply(Shaping.permute(x, swap)), swap);
    }

    private static int axis(Node x, int axis) {
        return Shaping.axis("reduce", x.shape(), axis);
    }

    private static Shape keep(Shape shape, int axis) {
        int[] lengths = shape.toArray();
        lengths[axis] = 1;
        return Shape.of(lengths);
    }
}
