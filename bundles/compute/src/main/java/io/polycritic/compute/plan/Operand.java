package io.polycritic.compute.plan;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.graph.Value;

/**
 * How an elementwise operation reads an argument that may be broadcast: element i of the result reads element i (FULL),
 * 0 (SCALAR), i mod period (ROW) or i / period (COLUMN) of the source. Nothing is repeated in memory.
 *
 * @param source the value that is read
 * @param access how
 * @param period of ROW and COLUMN, else 0
 */
public record Operand(Value source, Access access, int period) {
    /** The ways of reading. */
    public enum Access {
        /** Element i. */
        FULL,
        /** The only element. */
        SCALAR,
        /** Element i mod period. */
        ROW,
        /** Element i / period. */
        COLUMN
    }

    static Operand full(Value value) {
        return new Operand(value, Access.FULL, 0);
    }

    /** The way to read a value, seen through reshapes and a broadcast. */
    static Operand of(Value value) {
        Value at = value;
        while (at.op() instanceof Op.Reshape) {
            at = at.input(0);
        }
        if (at.op() instanceof Op.Broadcast) {
            Operand repeated = repeated(at.input(0), at.shape());
            if (repeated != null) {
                return repeated;
            }
        }
        return full(value);
    }

    /** The pattern of a broadcast, or null if it is none of the simple ones. */
    private static Operand repeated(Value source, Shape target) {
        Shape from = source.shape();
        if (from.size() == 1) {
            return new Operand(source, Access.SCALAR, 0);
        }
        int missing = target.rank() - from.rank();
        int first = 0;
        while (first < from.rank() && from.length(first) == 1) {
            first++;
        }
        int last = from.rank();
        while (last > 0 && from.length(last - 1) == 1) {
            last--;
        }
        if (equal(from, first, from.rank(), target, missing)) {
            return new Operand(source, Access.ROW, from.size());
        } else if (equal(from, 0, last, target, missing) && outerOnes(target, missing)) {
            return new Operand(source, Access.COLUMN, target.size() / from.size());
        }
        return null;
    }

    private static boolean equal(Shape from, int first, int last, Shape target, int missing) {
        for (int axis = first; axis < last; axis++) {
            if (from.length(axis) != target.length(axis + missing)) {
                return false;
            }
        }
        return true;
    }

    private static boolean outerOnes(Shape target, int missing) {
        for (int axis = 0; axis < missing; axis++) {
            if (target.length(axis) != 1) {
                return false;
            }
        }
        return true;
    }
}
