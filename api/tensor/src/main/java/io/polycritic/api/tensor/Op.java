package io.polycritic.api.tensor;

import java.util.List;

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
     * The matrix product of two matrices, or of each two matrices of arguments with equal leading axes.
     *
     * @param transposeLeft whether the left one is transposed first
     * @param transposeRight whether the right one is transposed first
     */
    record MatMul(boolean transposeLeft, boolean transposeRight) implements Op {}

    /** The same numbers in another shape of equal size. */
    record Reshape() implements Op {}

    /**
     * Axes in another order.
     *
     * @param axes the argument's axis that each axis of the result is
     */
    record Permute(List<Integer> axes) implements Op {
        /**
         * Copies the axes.
         *
         * @param axes the argument's axis that each axis of the result is
         */
        public Permute {
            axes = List.copyOf(axes);
        }

        /**
         * Whether only the last two axes change places.
         *
         * @return true for the transpose of matrices
         */
        public boolean isTranspose() {
            int rank = axes.size();
            boolean last = rank >= 2 && axes.get(rank - 1) == rank - 2 && axes.get(rank - 2) == rank - 1;
            for (int axis = 0; axis < rank - 2; axis++) {
                last &= axes.get(axis) == axis;
            }
            return last;
        }
    }

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

    /** The softmax along the last axis. */
    record Softmax() implements Op {}

    /** From y, the softmax of something, and dy [.., n], its gradient y (dy - sum(y dy)) with respect to that. */
    record SoftmaxGradient() implements Op {}

    /**
     * (x - mean) / sqrt(variance + epsilon) along the last axis.
     *
     * @param epsilon what is added to the variance
     */
    record Normalise(float epsilon) implements Op {}

    /**
     * From x and dy [.., n], the gradient of {@link Normalise} with respect to x.
     *
     * @param epsilon what is added to the variance
     */
    record NormaliseGradient(float epsilon) implements Op {}

    /** Indices [..] as one-hot rows [.., n]; carries no gradient. */
    record OneHot() implements Op {}

    /** Rows of x [n, ..] chosen by indices [i ..], as [i .., ..]; an index outside of 0 .. n-1 gives zeros. */
    record Gather() implements Op {}

    /**
     * Rows [i .., ..] added up by indices [i ..] to [n, ..]; the transpose of {@link Gather}. Rows whose index is
     * outside of 0 .. n-1 are left out.
     */
    record ScatterAdd() implements Op {}

    /** The largest number of the rows [r, ..] of each segment, by ids [r], as [n, ..]; 0 where a segment is empty. */
    record SegmentMax() implements Op {}

    /**
     * Sums of all numbers up to each one along one axis.
     *
     * @param axis the axis, from 0
     * @param reverse whether to sum from the end
     */
    record CumulativeSum(int axis, boolean reverse) implements Op {}

    /** The index of the first largest number along the last axis, which is kept with length 1; carries no gradient. */
    record ArgMax() implements Op {}

    /**
     * The indices that sort the last axis in ascending order, equal numbers in their order and NaN last; carries no
     * gradient.
     */
    record ArgSort() implements Op {}

    /**
     * The patches that a window sees at each of its places: images [B, H, W, C] as rows [B h w, height width C].
     *
     * @param window the window
     * @param fill the number that stands around the image
     */
    record Im2Col(Window window, float fill) implements Op {}

    /**
     * Patches added up to images; the transpose of {@link Im2Col} with 0 around the image.
     *
     * @param window the window
     */
    record Col2Im(Window window) implements Op {}

    /**
     * The product of a sparse matrix, given by its values [z], and a matrix.
     *
     * @param pattern where the values stand
     * @param transposed whether the sparse matrix is transposed first
     */
    record SparseMatMul(Csr pattern, boolean transposed) implements Op {}

    /**
     * Those elements of a [m, k] times b^T, b [n, k], that a sparse matrix has places for, as its values [z].
     *
     * @param pattern the places
     */
    record SampledMatMul(Csr pattern) implements Op {}
}
