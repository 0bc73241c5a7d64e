package io.polycritic.compute.plan;

import io.polycritic.api.tensor.Op;
import io.polycritic.compute.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which values lie in native memory: those that a product of matrices reads or writes, except where another kernel
 * needs them in Java arrays.
 */
final class Homes {
    /** Products of at most so many rows are done in Java, where copying the right matrix would be the whole cost. */
    private static final int FEW_ROWS = 4;

    private static final int SHORTEST_ROW = 16;

    private final Set<Value> direct = new HashSet<>();
    private final Set<Value> arrays = new HashSet<>();

    Homes(List<Group> groups) {
        groups.forEach(this::read);
        direct.removeAll(arrays);
    }

    boolean isDirect(Value base) {
        return direct.contains(base);
    }

    /** Whether a kernel needs a value in an array. */
    boolean needsArray(Value base) {
        return arrays.contains(base);
    }

    /** Whether a product is done in Java; its right matrix then lies in an array. */
    static boolean isOfFewRows(Value value) {
        return value.op() instanceof Op.MatMul product
                && value.shape().rank() == 2
                && value.shape().length(0) <= FEW_ROWS
                && value.shape().length(1) >= SHORTEST_ROW
                && !product.transposeRight();
    }

    private void read(Group group) {
        for (Value member : group.members()) {
            List<Value> touched = new ArrayList<>(List.of(member));
            group.operands(member).forEach(operand -> touched.add(Grouping.base(operand.source())));
            if (isOfFewRows(member)) {
                arrays.add(touched.get(2));
            } else if (member.op() instanceof Op.MatMul) {
                direct.addAll(touched);
            }
        }
    }
}
