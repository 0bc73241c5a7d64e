package io.polycritic.api.tensor;

import java.util.ArrayList;
import java.util.List;

/** Gradients of the operations that move numbers: each is the transpose of the movement. */
final class ShapingPullback {
    private ShapingPullback() {}

    /** Sums what was repeated. The outer axes that were all repeated are summed as one. */
    static Node broadcast(Node node, Node adjoint) {
        Shape from = node.inputs().get(0).shape();
        if (from.size() == 1) {
            return Shaping.reshape(Reduce.sum(adjoint), from.toArray());
        }
        int[] lengths = node.shape().toArray();
        int missing = lengths.length - from.rank();
        int outer = 0;
        int rows = 1;
        while (outer < missing || from.length(outer - missing) == 1) {
            rows *= lengths[outer++];
        }
        Node sum = adjoint;
        if (outer > 0) {
            int[] flat = new int[lengths.length - outer + 1];
            flat[0] = rows;
            System.arraycopy(lengths, outer, flat, 1, lengths.length - outer);
            sum = Reduce.sum(Shaping.reshape(adjoint, flat), 0);
        }
        int shift = outer - 1;
        for (int axis = outer; axis < lengths.length; axis++) {
            if (from.length(axis - missing) == 1 && lengths[axis] != 1) {
                sum = Reduce.sum(sum, outer > 0 ? axis - shift : axis);
            }
        }
        return Shaping.reshape(sum, from.toArray());
    }

    static List<Node> concat(Op.Concat op, Node node, Node adjoint) {
        List<Node> parts = new ArrayList<>();
        int from = 0;
        for (Node input : node.inputs()) {
            int to = from + input.shape().length(op.axis());
            parts.add(Shaping.slice(adjoint, op.axis(), from, to));
            from = to;
        }
        return parts;
    }

    static Node slice(Op.Slice op, Node node, Node adjoint) {
        int whole = node.inputs().get(0).shape().length(op.axis());
        int after = whole - op.from() - node.shape().length(op.axis());
        return Shaping.pad(adjoint, op.axis(), op.from(), after);
    }

    static Node pad(Op.Pad op, Node node, Node adjoint) {
        int length = node.inputs().get(0).shape().length(op.axis());
        return Shaping.slice(adjoint, op.axis(), op.before(), op.before() + length);
    }

    static Node permute(Op.Permute op, Node adjoint) {
        int[] back = new int[op.axes().size()];
        for (int axis = 0; axis < back.length; axis++) {
            back[op.axes().get(axis)] = axis;
        }
        return Shaping.permute(adjoint, back);
    }
}
