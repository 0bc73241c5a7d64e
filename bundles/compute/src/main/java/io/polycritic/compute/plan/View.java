package io.polycritic.compute.plan;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.graph.Value;
import java.util.Arrays;

/**
 * How a batch of products reads an argument that is a permutation, a range or another shape of a source: index (i, j,
 * ..) of the argument is number {@code offset + i strides[0] + j strides[1] + ..} of the source. Nothing is moved in
 * memory, so heads of attention are never copied.
 *
 * @param source the value that is read
 * @param offset the index of the first number
 * @param strides the distance of neighbours along each axis
 */
public record View(Value source, int offset, int[] strides) {
    /** Whether a value is a batch of products, whose arguments may be views. */
    public static boolean applies(Value value) {
        return value.op() instanceof Op.MatMul && value.shape().rank() > 2;
    }

    /** The way to read an argument of a batch of products: rows of matrices lie without gaps. */
    public static View of(Value value) {
        View view = through(value);
        int last = value.shape().rank() - 1;
        boolean rows = view.strides[last] == 1 || value.shape().length(last) == 1;
        return rows ? view : whole(value);
    }

    /** Whether an argument is read as it lies in memory, one matrix behind the other. */
    static boolean isWhole(Value value) {
        View view = of(value);
        return view.offset == 0
                && view.source.size() == value.size()
                && Arrays.equals(view.strides, strides(value.shape()));
    }

    private static View whole(Value value) {
        return new View(value, 0, strides(value.shape()));
    }

    private static View through(Value value) {
        if (value.op() instanceof Op.Permute permute) {
            View from = through(value.input(0));
            int[] strides = new int[from.strides.length];
            Arrays.setAll(strides, axis -> from.strides[permute.axes().get(axis)]);
            return new View(from.source, from.offset, strides);
        } else if (value.op() instanceof Op.Slice slice) {
            View from = through(value.input(0));
            return new View(from.source, from.offset + slice.from() * from.strides[slice.axis()], from.strides);
        } else if (value.op() instanceof Op.Reshape) {
            Value input = value.input(0);
            View from = through(input);
            int[] strides = reshaped(input.shape(), from.strides, value.shape());
            return strides == null ? whole(value) : new View(from.source, from.offset, strides);
        }
        return whole(value);
    }

    private static int[] strides(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.length(axis);
        }
        return strides;
    }

    /**
     * The strides of another shape, or null if there are none: from the last axis on, as many axes of both shapes as
     * have equally many numbers must be one run in memory.
     */
    private static int[] reshaped(Shape from, int[] strides, Shape to) {
        int[] result = new int[to.rank()];
        int i = from.rank() - 1;
        int j = to.rank() - 1;
        while (i >= 0 && j >= 0) {
            int run = from.length(i);
            int stride = strides[i];
            int end = j;
            int there = to.length(j);
            int next = i;
            while (run != there) {
                if (run < there) {
                    next--;
                    if (next < 0 || strides[next] != stride * run) {
                        return null;
                    }
                    run *= from.length(next);
                } else {
                    there *= to.length(--end);
                }
            }
            int step = stride;
            for (int axis = j; axis >= end; axis--) {
                result[axis] = step;
                step *= to.length(axis);
            }
            i = next - 1;
            j = end - 1;
        }
        for (; j >= 0; j--) {
            result[j] = 1;
        }
        return result;
    }
}
