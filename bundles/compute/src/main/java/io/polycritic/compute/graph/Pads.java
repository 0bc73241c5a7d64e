package io.polycritic.compute.graph;

import io.polycritic.api.tensor.BinaryFunction;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of neighbouring ranges with zeros around them, as one range: the gradient of something that is used in slices is
 * joined instead of added up.
 */
final class Pads {
    private Pads() {}

    /** The sum of two values if it is such a range, else null. */
    static Value joined(ValueGraph graph, Value x, Value y) {
        Value both = neighbours(graph, x, y);
        if (both != null) {
            return both;
        }
        Value sum = isPad(y) ? x : y;
        Value pad = isPad(y) ? y : x;
        boolean sumOfPads = sum.op() instanceof Op.Binary binary
                && binary.function() == BinaryFunction.ADD
                && isPad(sum.input(0))
                && isPad(sum.input(1));
        if (!sumOfPads || !isPad(pad)) {
            return null;
        }
        for (int i = 0; i < 2; i++) {
            Value closer = neighbours(graph, sum.input(i), pad);
            Value all = closer == null ? null : neighbours(graph, closer, sum.input(1 - i));
            if (all != null) {
                return all;
            }
        }
        return null;
    }

    private static boolean isPad(Value value) {
        return value.op() instanceof Op.Pad;
    }

    private static Value neighbours(ValueGraph graph, Value x, Value y) {
        if (!(x.op() instanceof Op.Pad first) || !(y.op() instanceof Op.Pad second) || first.axis() != second.axis()) {
            return null;
        }
        int axis = first.axis();
        if (first.before() + x.input(0).shape().length(axis) == second.before()) {
            return joined(graph, x, y, first);
        } else if (second.before() + y.input(0).shape().length(axis) == first.before()) {
            return joined(graph, y, x, second);
        }
        return null;
    }

    private static Value joined(ValueGraph graph, Value before, Value behind, Op.Pad first) {
        int axis = first.axis();
        List<Value> parts = new ArrayList<>(parts(before.input(0), axis));
        parts.addAll(parts(behind.input(0), axis));
        int[] lengths = before.shape().toArray();
        lengths[axis] =
                parts.stream().mapToInt(part -> part.shape().length(axis)).sum();
        Value range = graph.plain(new Op.Concat(axis), Shape.of(lengths), parts);
        return range.shape().equals(before.shape()) ? range : graph.plain(first, before.shape(), List.of(range));
    }

    private static List<Value> parts(Value value, int axis) {
        return value.op() instanceof Op.Concat concat && concat.axis() == axis ? value.inputs() : List.of(value);
    }
}
