package io.polycritic.compute.plan;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * How a group's result falls into rows that can be computed by themselves, and which numbers of its arguments some rows
 * need. A group that cannot be divided has one row. How many rows one thread computes does not change what a row is
 * computed from.
 */
public final class Slicing {
    private Slicing() {}

    /** How many rows a group has. */
    public static int rows(Group group) {
        if (group.isElementwise()) {
            return group.size() / Math.max(1, group.period());
        }
        Value value = group.members().get(0);
        if (View.applies(value)) {
            return value.size()
                    / Math.max(1, value.shape().length(-2) * value.shape().length(-1));
        } else if (value.op() instanceof Op.MatMul) {
            return value.shape().length(0);
        }
        // Patches are rows of all images; their images are the result's.
        Shape shape =
                value.op() instanceof Op.Col2Im ? value.shape() : value.input(0).shape();
        return divisible(value) >= 0 ? outer(shape, divisible(value)) : 1;
    }

    /** Which numbers of its result a part of a group computes, for each member. */
    static List<Range> writes(Unit unit) {
        List<Range> writes = new ArrayList<>();
        int rows = rows(unit.group());
        for (Value member : unit.group().members()) {
            int width = member.size() / rows;
            writes.add(new Range(member, unit.from() * width, unit.to() * width));
        }
        return writes;
    }

    /** Which numbers of other groups' results, and of leaves, a part of a group reads. */
    static List<Range> reads(Unit unit) {
        List<Range> reads = new ArrayList<>();
        Group group = unit.group();
        for (Value member : group.members()) {
            List<Operand> operands = group.operands(member);
            for (int i = 0; i < operands.size(); i++) {
                Operand operand = operands.get(i);
                Value base = Grouping.base(operand.source());
                if (!group.contains(base)) {
                    int rows = isAligned(group, operand, i) ? rows(group) : 1;
                    int width = base.size() / rows;
                    boolean whole = rows == 1;
                    reads.add(new Range(base, whole ? 0 : unit.from() * width, whole ? width : unit.to() * width));
                }
            }
        }
        return reads;
    }

    /** Whether row i of the result needs row i of an argument alone. */
    private static boolean isAligned(Group group, Operand operand, int index) {
        if (group.isElementwise()) {
            return operand.access() == Operand.Access.FULL || operand.access() == Operand.Access.COLUMN;
        }
        Value value = group.members().get(0);
        if (View.applies(value)) {
            return View.isWhole(value.input(index));
        } else if (value.op() instanceof Op.MatMul product) {
            return index == 0 && !product.transposeLeft();
        }
        return divisible(value) >= 0;
    }

    /**
     * The axis before which all axes, of arguments and result, are the same and can be divided; -1 if there is none.
     */
    private static int divisible(Value value) {
        Op op = value.op();
        if (op instanceof Op.Sum sum) {
            return sum.axis();
        } else if (op instanceof Op.Max max) {
            return max.axis();
        } else if (op instanceof Op.Concat concat) {
            return concat.axis();
        } else if (op instanceof Op.Slice slice) {
            return slice.axis();
        } else if (op instanceof Op.Pad pad) {
            return pad.axis();
        } else if (op instanceof Op.Softmax
                || op instanceof Op.SoftmaxGradient
                || op instanceof Op.Normalise
                || op instanceof Op.NormaliseGradient) {
            return value.shape().rank() - 1;
        }
        boolean leading = op instanceof Op.Permute permute && permute.axes().get(0) == 0;
        return leading || op instanceof Op.Im2Col || op instanceof Op.Col2Im ? 1 : -1;
    }

    private static int outer(Shape shape, int axis) {
        int outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= shape.length(i);
        }
        return outer;
    }
}
