package io.polycritic.api.tensor;

import java.util.List;

/** Gradients of the operations with indices: choosing and adding up are each other's transpose. */
final class IndexingPullback {
    private IndexingPullback() {}

    static List<Node> of(Node node, Node adjoint) {
        Node x = node.inputs().get(0);
        Node indices = node.inputs().get(1);
        Node back;
        if (node.op() instanceof Op.Gather) {
            back = Indexing.scatterAdd(adjoint, indices, x.shape().length(0));
        } else if (node.op() instanceof Op.ScatterAdd) {
            back = Indexing.gather(adjoint, indices);
        } else {
            back = segmentMax(node, x, indices, adjoint);
        }
        return List.of(back, Pullback.NONE);
    }

    /** Equal largest numbers share the gradient. */
    private static Node segmentMax(Node node, Node rows, Node ids, Node adjoint) {
        int segments = node.shape().length(0);
        Node isMax = Elementwise.greaterEqual(rows, Indexing.gather(node, ids));
        Node count = Elementwise.maximum(Indexing.scatterAdd(isMax, ids, segments), Graphs.constant(1f));
        return Elementwise.multiply(isMax, Indexing.gather(Elementwise.divide(adjoint, count), ids));
    }
}
