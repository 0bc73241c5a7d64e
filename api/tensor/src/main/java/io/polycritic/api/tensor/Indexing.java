package io.polycritic.api.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * Operations whose indices are numbers of the graph. Indices are whole numbers held as floats, so exact up to 2^24; no
 * gradient flows to them.
 */
public final class Indexing {
    private static final int EXACT = 1 << 24;

    private Indexing() {}

    /**
     * Rows chosen by index, as of an embedding table.
     *
     * @param x [n, ..]
     * @param indices [i ..], whole numbers from 0 to n-1; any other gives zeros
     * @return [i .., ..]
     * @throws ShapeException if x is a scalar, or has more rows than a float can count
     */
    public static Node gather(Node x, Node indices) {
        requireRows("gather", x);
        int[] lengths = join(indices.shape(), x.shape(), 1);
        return new Node(new Op.Gather(), Shape.of(lengths), List.of(x, indices));
    }

    /**
     * Adds rows up by index; the transpose of {@link #gather}.
     *
     * @param rows [i .., ..]
     * @param indices [i ..], whole numbers from 0 to n-1; rows of any other are left out
     * @param n rows of the result
     * @return [n, ..]
     * @throws ShapeException if the rows do not begin with the axes of the indices
     */
    public static Node scatterAdd(Node rows, Node indices, int n) {
        requireIndexed("scatterAdd", rows, indices);
        return new Node(new Op.ScatterAdd(), Shape.of(segments(rows, indices, n)), List.of(rows, indices));
    }

    /**
     * The largest number of each segment's rows.
     *
     * @param rows [r, ..]
     * @param ids [r], the segment of each row, 0 .. n-1; rows of any other are left out
     * @param n how many segments
     * @return [n, ..]; 0 where a segment is empty; equal largest numbers share the gradient
     * @throws ShapeException if there are not as many ids as rows
     */
    public static Node segmentMax(Node rows, Node ids, int n) {
        requireIndexed("segmentMax", rows, ids);
        return new Node(new Op.SegmentMax(), Shape.of(segments(rows, ids, n)), List.of(rows, ids));
    }

    /**
     * The mean of each segment's rows.
     *
     * @param rows [r, ..]
     * @param ids [r], the segment of each row, 0 .. n-1; rows of any other are left out
     * @param n how many segments
     * @return [n, ..]; 0 where a segment is empty
     * @throws ShapeException if there are not as many ids as rows
     */
    public static Node segmentMean(Node rows, Node ids, int n) {
        Node sum = scatterAdd(rows, ids, n);
        Node ones = Shaping.broadcast(Graphs.constant(1f), ids.shape());
        Node count = Elementwise.maximum(scatterAdd(ones, ids, n), Graphs.constant(1f));
        int[] lengths = new int[sum.shape().rank()];
        Arrays.fill(lengths, 1);
        lengths[0] = n;
        return Elementwise.divide(sum, Shaping.reshape(count, lengths));
    }

    /**
     * Chooses numbers along the last axis, for each row its own.
     *
     * @param x [.., n]
     * @param indices [.., k], whole numbers from 0 to n-1; any other gives zero
     * @return [.., k]
     * @throws ShapeException if the leading axes differ, or x has more numbers than a float can count
     */
    public static Node takeAlong(Node x, Node indices) {
        Shape shape = x.shape();
        Shape chosen = indices.shape();
        int leading = shape.rank() - 1;
        boolean fits = leading >= 0
                && chosen.rank() == shape.rank()
                && Arrays.equals(shape.toArray(), 0, leading, chosen.toArray(), 0, leading)
                && shape.size() <= EXACT;
        if (!fits) {
            throw new ShapeException(
                    "takeAlong", shape + " by " + chosen, "equal leading axes, and at most 2^24 numbers");
        }
        int n = shape.length(-1);
        int[] lengths = chosen.toArray();
        lengths[leading] = 1;
        float[] starts = new float[Shape.of(lengths).size()];
        for (int row = 0; row < starts.length; row++) {
            starts[row] = row * n;
        }
        Node inside = Elementwise.multiply(
                Elementwise.greaterEqual(indices, Graphs.constant(0f)),
                Elementwise.greater(Graphs.constant((float) n), indices));
        Node place = Elementwise.add(indices, Graphs.constant(starts, lengths));
        Node flat = Select.where(inside, place, Graphs.constant(-1f));
        return gather(Shaping.reshape(x, shape.size()), flat);
    }

    /**
     * The index of the first largest number along the last axis, without gradient.
     *
     * @param x [.., n]
     * @return [.., 1]
     */
    public static Node argMax(Node x) {
        int[] lengths = x.shape().toArray();
        lengths[Shaping.axis("argMax", x.shape(), -1)] = 1;
        return new Node(new Op.ArgMax(), Shape.of(lengths), List.of(x));
    }

    /**
     * The indices that sort the last axis, without gradient.
     *
     * @param x [.., n]
     * @return [.., n], the index of the smallest number first; equal numbers keep their order
     */
    public static Node argSort(Node x) {
        Shaping.axis("argSort", x.shape(), -1);
        return new Node(new Op.ArgSort(), x.shape(), List.of(x));
    }

    /**
     * Sorts the last axis.
     *
     * @param x [.., n]
     * @return [.., n] in ascending order; gradients go back to where each number came from
     */
    public static Node sort(Node x) {
        return takeAlong(x, argSort(x));
    }

    /**
     * Marks the largest numbers along the last axis, without gradient.
     *
     * @param x [.., n]
     * @param k how many, 0 .. n
     * @return [.., n], 1 for the k largest, else 0; of equal ones those that stand later
     * @throws ShapeException if there are not so many
     */
    public static Node topMask(Node x, int k) {
        int n = x.shape().length(Shaping.axis("topMask", x.shape(), -1));
        if (k < 0 || k > n) {
            throw new ShapeException("topMask", k + " of " + x.shape(), "0 .. " + n);
        }
        Node rank = argSort(argSort(x));
        return Elementwise.greaterEqual(rank, Graphs.constant((float) (n - k)));
    }

    private static void requireRows(String operation, Node x) {
        if (x.shape().rank() == 0 || x.shape().length(0) > EXACT) {
            throw new ShapeException(operation, x.shape().toString(), "rows, at most 2^24");
        }
    }

    private static void requireIndexed(String operation, Node rows, Node indices) {
        int rank = indices.shape().rank();
        boolean fits = rows.shape().rank() >= rank
                && Arrays.equals(
                        rows.shape().toArray(), 0, rank, indices.shape().toArray(), 0, rank);
        if (!fits) {
            throw new ShapeException(
                    operation, rows.shape() + " by " + indices.shape(), "rows that begin with the axes of the indices");
        }
    }

    private static int[] segments(Node rows, Node indices, int n) {
        return join(Shape.of(n), rows.shape(), indices.shape().rank());
    }

    private static int[] join(Shape first, Shape second, int from) {
        int[] lengths = Arrays.copyOf(first.toArray(), first.rank() + second.rank() - from);
        for (int axis = from; axis < second.rank(); axis++) {
            lengths[first.rank() + axis - from] = second.length(axis);
        }
        return lengths;
    }
}
