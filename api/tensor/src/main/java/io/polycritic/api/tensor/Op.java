package io.polycritic.api.tensor;

/** What a {@link Node} computes. The set is closed, so that a compiler can know all of it. */
public sealed interface Op {
    /**
     * A value that the caller sets before each run.
     *
     * @param name the input's name, unique in a computation
     */
    record Input(String name) implements Op {}

    /**
     * A named part of a parameter vector, read anew at each run.
     *
     * @param parameters the vector
     * @param name the name of the part
     */
    record Parameter(Parameters parameters, String name) implements Op {}

    /**
     * Numbers fixed when the graph is built.
     *
     * @param values the numbers, row-major; not to be changed afterwards
     */
    record Constant(float[] values) implements Op {}

    /**
     * An elementwise function of one argument.
     *
     * @param function which one
     */
    record Unary(UnaryFunction function) implements Op {}

    /**
     * An elementwise function of two arguments of one shape.
     *
     * @param function which one
     */
    record Binary(BinaryFunction function) implements Op {}

    /** Repeats its argument along axes of length 1 or missing outer axes, up to the node's shape. */
    record Broadcast() implements Op {}

    /**
     * Sums over one axis and keeps that axis with length 1.
     *
     * @param axis the axis, from 0
     */
    record Sum(int axis) implements Op {}

    /**
     * The largest number along one axis, which is kept with length 1.
     *
     * @param axis the axis, from 0
     */
    record Max(int axis) implements Op {}

    /**
     * The matrix product of two matrices.
     *
     * @param transposeLeft whether the left one is transposed first
     * @param transposeRight whether the right one is transposed first
     */
    record MatMul(boolean transposeLeft, boolean transposeRight) implements Op {}

    /** The same numbers in another shape of equal size. */
    record Reshape() implements Op {}

    /** The transpose of a matrix. */
    record Transpose() implements Op {}

    /**
     * Joins its arguments along one axis.
     *
     * @param axis the axis, from 0
     */
    record Concat(int axis) implements Op {}

    /**
     * A range of one axis.
     *
     * @param axis the axis, from 0
     * @param from the first index that is kept
     */
    record Slice(int axis, int from) implements Op {}

    /**
     * Zeros around its argument along one axis; the transpose of {@link Slice}.
     *
     * @param axis the axis, from 0
     * @param before how many zeros stand before the argument
     */
    record Pad(int axis, int before) implements Op {}

    /** The logarithm of the softmax along the last axis. */
    record LogSoftmax() implements Op {}

    /** Indices [..] as one-hot rows [.., n]; carries no gradient. */
    record OneHot() implements Op {}
}
