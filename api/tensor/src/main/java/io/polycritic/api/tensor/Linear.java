package io.polycritic.api.tensor;

import java.util.List;

/** Products of matrices. */
public final class Linear {
    private Linear() {}

    /**
     * The matrix product.
     *
     * @param left [m, k]
     * @param right [k, n]
     * @return [m, n]
     * @throws ShapeException if the inner axes differ
     */
    public static Node matmul(Node left, Node right) {
        return matmul(left, false, right, false);
    }

    /**
     * The matrix product of matrices of which each may be transposed first.
     *
     * @param left [m, k], or [k, m] if transposed
     * @param transposeLeft whether to transpose the left one
     * @param right [k, n], or [n, k] if transposed
     * @param transposeRight whether to transpose the right one
     * @return [m, n]
     * @throws ShapeException if the inner axes differ or one is no matrix
     */
    public static Node matmul(Node left, boolean transposeLeft, Node right, boolean transposeRight) {
        Shape l = left.shape();
        Shape r = right.shape();
        if (l.rank() != 2 || r.rank() != 2 || l.length(transposeLeft ? 0 : 1) != r.length(transposeRight ? 1 : 0)) {
            throw new ShapeException(
                    "matmul",
                    l + (transposeLeft ? "^T" : "") + " times " + r + (transposeRight ? "^T" : ""),
                    "matrices with equal inner axes");
        }
        return new Node(
                new Op.MatMul(transposeLeft, transposeRight),
                Shape.of(l.length(transposeLeft ? 1 : 0), r.length(transposeRight ? 0 : 1)),
                List.of(left, right));
    }

    /**
     * A dense layer, x w + b.
     *
     * @param x [B, i]
     * @param weight [i, n]
     * @param bias [n]
     * @return [B, n]
     */
    public static Node dense(Node x, Node weight, Node bias) {
        return Elementwise.add(matmul(x, weight), bias);
    }
}
