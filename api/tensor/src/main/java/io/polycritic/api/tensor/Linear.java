package io.polycritic.api.tensor;

import java.util.Arrays;
import java.util.List;

/** Products of matrices. */
public final class Linear {
    private Linear() {}

    /**
     * The matrix product.
     *
     * @param left [.., m, k]
     * @param right [.., k, n], or [k, n] for all leading axes of the left one
     * @return [.., m, n]
     * @throws ShapeException if the inner or the leading axes differ
     */
    public static Node matmul(Node left, Node right) {
        return matmul(left, false, right, false);
    }

    /**
     * The product of matrices of which each may be transposed first: one product for each index of the leading axes.
     *
     * @param left [.., m, k], or [.., k, m] if transposed
     * @param transposeLeft whether to transpose the left ones
     * @param right [.., k, n], or [.., n, k] if transposed; without leading axes, it is the same for all rows of the
     *     left one, which then may not be transposed
     * @param transposeRight whether to transpose the right ones
     * @return [.., m, n]
     * @throws ShapeException if the inner or the leading axes differ, or one is no matrix
     */
    public static Node matmul(Node left, boolean transposeLeft, Node right, boolean transposeRight) {
        Shape l = left.shape();
        Shape r = right.shape();
        boolean matrices = l.rank() >= 2 && r.rank() >= 2;
        boolean inner = matrices && l.length(transposeLeft ? -2 : -1) == r.length(transposeRight ? -1 : -2);
        boolean shared = inner && r.rank() == 2 && l.rank() > 2 && !transposeLeft;
        if (!inner || !shared && !leading(l).equals(leading(r))) {
            throw new ShapeException(
                    "matmul",
                    l + (transposeLeft ? "^T" : "") + " times " + r + (transposeRight ? "^T" : ""),
                    "matrices with equal inner axes and equal leading axes");
        }
        int[] lengths = l.toArray();
        lengths[lengths.length - 2] = l.length(transposeLeft ? -1 : -2);
        lengths[lengths.length - 1] = r.length(transposeRight ? -2 : -1);
        if (shared) {
            Node rows = Shaping.reshape(left, l.size() / Math.max(1, l.length(-1)), l.length(-1));
            return Shaping.reshape(matmul(rows, false, right, transposeRight), lengths);
        }
        return new Node(new Op.MatMul(transposeLeft, transposeRight), Shape.of(lengths), List.of(left, right));
    }

    private static List<Integer> leading(Shape shape) {
        return Arrays.stream(shape.toArray(), 0, shape.rank() - 2).boxed().toList();
    }

    /**
     * A dense layer, x w + b.
     *
     * @param x [.., i]
     * @param weight [i, n]
     * @param bias [n]
     * @return [.., n]
     */
    public static Node dense(Node x, Node weight, Node bias) {
        return Elementwise.add(matmul(x, weight), bias);
    }
}
