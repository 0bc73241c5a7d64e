package io.polycritic.api.tensor;

import java.util.List;

/** Products with sparse matrices: graphs' neighbourhoods, masks, features of few non-zeros. */
public final class Sparse {
    private Sparse() {}

    /**
     * A sparse matrix times a dense one.
     *
     * @param pattern where the sparse matrix [m, n] has values
     * @param values those values, [z]; a constant or any node
     * @param dense [n, k]
     * @return [m, k]
     * @throws ShapeException if the shapes do not fit the pattern
     */
    public static Node matmul(Csr pattern, Node values, Node dense) {
        return matmul(pattern, false, values, dense);
    }

    /**
     * A sparse matrix, or its transpose, times a dense one.
     *
     * @param pattern where the sparse matrix [m, n] has values
     * @param transposed whether it is transposed first
     * @param values those values, [z]; a constant or any node
     * @param dense [n, k], or [m, k] if transposed
     * @return [m, k], or [n, k] if transposed
     * @throws ShapeException if the shapes do not fit the pattern
     */
    public static Node matmul(Csr pattern, boolean transposed, Node values, Node dense) {
        int inner = transposed ? pattern.rows() : pattern.columns();
        boolean fits = dense.shape().rank() == 2 && dense.shape().length(0) == inner;
        if (!fits || !values.shape().equals(Shape.of(pattern.size()))) {
            throw new ShapeException(
                    "sparse matmul",
                    pattern + (transposed ? "^T" : "") + " with " + values.shape() + " times " + dense.shape(),
                    "values [" + pattern.size() + "] and a matrix of " + inner + " rows");
        }
        int rows = transposed ? pattern.columns() : pattern.rows();
        Shape shape = Shape.of(rows, dense.shape().length(1));
        return new Node(new Op.SparseMatMul(pattern, transposed), shape, List.of(values, dense));
    }

    /**
     * The elements of a product of dense matrices that a sparse matrix has places for: attention over edges, gradients
     * of sparse values.
     *
     * @param pattern the places, of a matrix [m, n]
     * @param a [m, k]
     * @param b [n, k]
     * @return (a b^T) at the places, [z]
     * @throws ShapeException if the shapes do not fit the pattern
     */
    public static Node sampled(Csr pattern, Node a, Node b) {
        boolean fits = a.shape().rank() == 2
                && b.shape().rank() == 2
                && a.shape().length(0) == pattern.rows()
                && b.shape().length(0) == pattern.columns()
                && a.shape().length(1) == b.shape().length(1);
        if (!fits) {
            throw new ShapeException(
                    "sampled matmul",
                    a.shape() + " and " + b.shape() + " at " + pattern,
                    "[" + pattern.rows() + ", k] and [" + pattern.columns() + ", k]");
        }
        return new Node(new Op.SampledMatMul(pattern), Shape.of(pattern.size()), List.of(a, b));
    }

    /** The two products are closed under differentiation. */
    static List<Node> pullback(Node node, Node adjoint) {
        Node first = node.inputs().get(0);
        Node second = node.inputs().get(1);
        if (node.op() instanceof Op.SparseMatMul product) {
            Csr pattern = product.pattern();
            Node toValues =
                    product.transposed() ? sampled(pattern, second, adjoint) : sampled(pattern, adjoint, second);
            return List.of(toValues, matmul(pattern, !product.transposed(), first, adjoint));
        }
        Csr pattern = ((Op.SampledMatMul) node.op()).pattern();
        return List.of(matmul(pattern, adjoint, second), matmul(pattern, true, adjoint, first));
    }
}
