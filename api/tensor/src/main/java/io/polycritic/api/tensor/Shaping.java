package io.polycritic.api.tensor;

import java.util.Arrays;
import java.util.List;

/** Operations that move numbers without changing them. */
public final class Shaping {
    private Shaping() {}

    /**
     * Repeats a node along axes of length 1 and along missing outer axes.
     *
     * @param x the node
     * @param target the shape wanted
     * @return the node itself if it has that shape already
     * @throws ShapeException if an axis is neither 1 nor as wanted
     */
    public static Node broadcast(Node x, Shape target) {
        if (x.shape().equals(target)) {
            return x;
        }
        int missing = target.rank() - x.shape().rank();
        boolean fits = missing >= 0;
        for (int axis = 0; fits && axis < x.shape().rank(); axis++) {
            int length = x.shape().length(axis);
            fits = length == 1 || length == target.length(axis + missing);
        }
        if (!fits) {
            throw new ShapeException("broadcast", x.shape() + " to " + target, "axes that are equal or 1");
        }
        return new Node(new Op.Broadcast(), target, List.of(x));
    }

    /**
     * The same numbers in another shape.
     *
     * @param x the node
     * @param lengths the axes of the new shape
     * @return the node
     * @throws ShapeException if the sizes differ
     */
    public static Node reshape(Node x, int... lengths) {
        Shape target = Shape.of(lengths);
        if (target.size() != x.shape().size()) {
            throw new ShapeException("reshape", x.shape() + " to " + target, "equal sizes");
        }
        return target.equals(x.shape()) ? x : new Node(new Op.Reshape(), target, List.of(x));
    }

    /**
     * The transpose of a matrix, or of all matrices of a node with leading axes.
     *
     * @param x [.., m, n]
     * @return [.., n, m]
     * @throws ShapeException if it has fewer than two axes
     */
    public static Node transpose(Node x) {
        int rank = x.shape().rank();
        if (rank < 2) {
            throw new ShapeException("transpose", x.shape().toString(), "a matrix");
        }
        int[] axes = new int[rank];
        Arrays.setAll(axes, axis -> axis);
        axes[rank - 2] = rank - 1;
        axes[rank - 1] = rank - 2;
        return permute(x, axes);
    }

    /**
     * Puts axes in another order.
     *
     * @param x the node
     * @param axes for each axis of the result, which axis of x it is, from 0
     * @return the node
     * @throws ShapeException if an axis is missing or there twice
     */
    public static Node permute(Node x, int... axes) {
        Shape shape = x.shape();
        int[] lengths = new int[axes.length];
        boolean fits = axes.length == shape.rank()
                && Arrays.stream(axes).distinct().count() == axes.length
                && Arrays.stream(axes).allMatch(axis -> axis >= 0 && axis < shape.rank());
        if (!fits) {
            throw new ShapeException("permute", Arrays.toString(axes) + " of " + shape, "each axis once");
        }
        boolean inOrder = true;
        for (int axis = 0; axis < axes.length; axis++) {
            lengths[axis] = shape.length(axes[axis]);
            inOrder &= axes[axis] == axis;
        }
        List<Integer> order = Arrays.stream(axes).boxed().toList();
        return inOrder ? x : new Node(new Op.Permute(order), Shape.of(lengths), List.of(x));
    }

    /**
     * Joins nodes along one axis.
     *
     * @param axis the axis, from 0, or from -1 for the last
     * @param parts at least one node; all other axes equal
     * @return the node
     * @throws ShapeException if ranks or other axes differ
     */
    public static Node concat(int axis, Node... parts) {
        if (parts.length == 0) {
            throw new ShapeException("concat", "no parts", "at least one");
        }
        Shape first = parts[0].shape();
        int at = axis("concat", first, axis);
        if (parts.length == 1) {
            return parts[0];
        }
        int[] lengths = first.toArray();
        lengths[at] = 0;
        for (Node part : parts) {
            int[] other = part.shape().toArray();
            boolean fits = other.length == lengths.length;
            for (int i = 0; fits && i < other.length; i++) {
                fits = i == at || other[i] == lengths[i];
            }
            if (!fits) {
                throw new ShapeException("concat", first + " with " + part.shape(), "equal axes but axis " + at);
            }
            lengths[at] += other[at];
        }
        return new Node(new Op.Concat(at), Shape.of(lengths), List.of(parts));
    }

    /**
     * A range of one axis.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @param from the first index kept
     * @param to one past the last index kept
     * @return the node
     * @throws ShapeException if the range leaves the axis
     */
    public static Node slice(Node x, int axis, int from, int to) {
        int at = axis("slice", x.shape(), axis);
        int[] lengths = x.shape().toArray();
        if (from < 0 || to < from || to > lengths[at]) {
            throw new ShapeException(
                    "slice", from + ".." + to + " of axis " + at + " of " + x.shape(), "a range of it");
        }
        lengths[at] = to - from;
        return new Node(new Op.Slice(at, from), Shape.of(lengths), List.of(x));
    }

    /**
     * Puts zeros around a node along one axis.
     *
     * @param x the node
     * @param axis the axis, from 0, or from -1 for the last
     * @param before zeros before it, not negative
     * @param after zeros behind it, not negative
     * @return the node
     * @throws ShapeException if there is no such axis, or a count is negative
     */
    public static Node pad(Node x, int axis, int before, int after) {
        int at = axis("pad", x.shape(), axis);
        if (before < 0 || after < 0) {
            throw new ShapeException("pad", before + " and " + after + " zeros", "none negative");
        }
        int[] lengths = x.shape().toArray();
        lengths[at] += before + after;
        return new Node(new Op.Pad(at, before), Shape.of(lengths), List.of(x));
    }

    /**
     * Turns indices into one-hot rows.
     *
     * @param indices whole numbers from 0 to n-1, of shape [..]
     * @param n the number of classes
     * @return [.., n], without gradient; an index outside of the range gives a row of zeros
     */
    public static Node oneHot(Node indices, int n) {
        int[] lengths = Arrays.copyOf(indices.shape().toArray(), indices.shape().rank() + 1);
        lengths[lengths.length - 1] = n;
        return new Node(new Op.OneHot(), Shape.of(lengths), List.of(indices));
    }

    static int axis(String operation, Shape shape, int axis) {
        int at = axis < 0 ? shape.rank() + axis : axis;
        if (at < 0 || at >= shape.rank()) {
            throw new ShapeException(operation, "axis " + axis + " of " + shape, "an axis of it");
        }
        return at;
    }

    /** The shape to which both broadcast. */
    static Shape common(String operation, Shape x, Shape y) {
        if (x.equals(y)) {
            return x;
        }
        int rank = Math.max(x.rank(), y.rank());
        int[] lengths = new int[rank];
        for (int back = 1; back <= rank; back++) {
            int left = back > x.rank() ? 1 : x.length(-back);
            int right = back > y.rank() ? 1 : y.length(-back);
            if (left != right && left != 1 && right != 1) {
                throw new ShapeException(operation, x + " and " + y, "shapes that broadcast to one another");
            }
            lengths[rank - back] = left == 1 ? right : left;
        }
        return Shape.of(lengths);
    }
}
