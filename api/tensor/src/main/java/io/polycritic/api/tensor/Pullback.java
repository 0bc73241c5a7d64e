package io.polycritic.api.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * The vector-Jacobian product of each operation: from the gradient with respect to a node to the gradients with respect
 * to its arguments. A new operation adds one line to {@link #of}; its rule stands beside those of its family.
 */
final class Pullback {
    /** Stands for an argument through which no gradient flows. */
    static final Node NONE = Graphs.constant(0f);

    private Pullback() {}

    /**
     * Applies the rule of a node.
     *
     * @param node the node
     * @param adjoint the gradient with respect to the node, of its shape
     * @return one gradient per argument, of its shape, or {@link #NONE}
     */
    static List<Node> of(Node node, Node adjoint) {
        Op op = node.op();
        if (op instanceof Op.Unary unary) {
            return List.of(ElementwisePullback.unary(unary.function(), node, adjoint));
        } else if (op instanceof Op.Binary binary) {
            return ElementwisePullback.binary(binary.function(), node, adjoint);
        } else if (op instanceof Op.MatMul product) {
            return matMul(product, node, adjoint);
        } else if (op instanceof Op.Sum) {
            return List.of(Shaping.broadcast(adjoint, node.inputs().get(0).shape()));
        } else if (op instanceof Op.Max max) {
            return List.of(max(max, node, adjoint));
        } else if (op instanceof Op.LogSoftmax) {
            return List.of(logSoftmax(node, adjoint));
        } else if (op instanceof Op.Broadcast) {
            return List.of(ShapingPullback.broadcast(node, adjoint));
        } else if (op instanceof Op.Reshape) {
            return List.of(Shaping.reshape(adjoint, node.inputs().get(0).shape().toArray()));
        } else if (op instanceof Op.Permute permute) {
            return List.of(ShapingPullback.permute(permute, adjoint));
        } else if (op instanceof Op.Concat concat) {
            return ShapingPullback.concat(concat, node, adjoint);
        } else if (op instanceof Op.Slice slice) {
            return List.of(ShapingPullback.slice(slice, node, adjoint));
        } else if (op instanceof Op.Pad pad) {
            return List.of(ShapingPullback.pad(pad, node, adjoint));
        } else if (op instanceof Op.Softmax) {
            return List.of(RowPullback.softmax(node, adjoint));
        } else if (op instanceof Op.SoftmaxGradient) {
            return RowPullback.softmaxGradient(node, adjoint);
        } else if (op instanceof Op.Normalise normalise) {
            return List.of(RowPullback.normalise(normalise, node, adjoint));
        } else if (op instanceof Op.NormaliseGradient gradient) {
            return RowPullback.normaliseGradient(gradient, node, adjoint);
        } else if (op instanceof Op.CumulativeSum sum) {
            Op back = new Op.CumulativeSum(sum.axis(), !sum.reverse());
            return List.of(new Node(back, node.shape(), List.of(adjoint)));
        } else if (op instanceof Op.Im2Col || op instanceof Op.Col2Im) {
            return List.of(Images.pullback(node, adjoint));
        } else if (op instanceof Op.SparseMatMul || op instanceof Op.SampledMatMul) {
            return Sparse.pullback(node, adjoint);
        } else if (op instanceof Op.Gather || op instanceof Op.ScatterAdd || op instanceof Op.SegmentMax) {
            return IndexingPullback.of(node, adjoint);
        } else if (op instanceof Op.OneHot || op instanceof Op.ArgMax || op instanceof Op.ArgSort) {
            return List.of(NONE);
        } else if (op instanceof Op.Input || op instanceof Op.Parameter || op instanceof Op.Constant) {
            return List.of();
        }
        throw new IllegalStateException("no rule for the gradient of " + op);
    }

    /** C = L R: dL = dC R^T, dR = L^T dC; a transposed argument gets the transpose of that. */
    private static List<Node> matMul(Op.MatMul op, Node node, Node adjoint) {
        Node left = node.inputs().get(0);
        Node right = node.inputs().get(1);
        Node toLeft = op.transposeLeft()
                ? Linear.matmul(right, op.transposeRight(), adjoint, true)
                : Linear.matmul(adjoint, false, right, !op.transposeRight());
        Node toRight = op.transposeRight()
                ? Linear.matmul(adjoint, true, left, op.transposeLeft())
                : Linear.matmul(left, !op.transposeLeft(), adjoint, false);
        return Arrays.asList(toLeft, toRight);
    }

    /** Equal largest numbers share the gradient. */
    private static Node max(Op.Max op, Node node, Node adjoint) {
        Node isMax = Elementwise.greaterEqual(node.inputs().get(0), node);
        Node share = Elementwise.divide(adjoint, Reduce.sum(isMax, op.axis()));
        return Elementwise.multiply(isMax, share);
    }

    /** y = x - log sum exp x: dx = dy - softmax(x) sum dy. */
    private static Node logSoftmax(Node node, Node adjoint) {
        Node total = Reduce.sum(adjoint, -1);
        return Elementwise.subtract(adjoint, Elementwise.multiply(Elementwise.exp(node), total));
    }
}
