package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.plan.Storage;
import java.util.Arrays;
import java.util.List;

/**
 * Axes in another order. Axes that stay neighbours are one axis here. Where the last axis moves, matrices are
 * transposed tile by tile for the sake of the cache.
 *
 * @param from the argument
 * @param result the result
 * @param lengths the lengths of the result's axes
 * @param strides how far neighbours along them are apart in the argument
 */
record PermuteKernel(Storage from, Storage result, int[] lengths, int[] strides) implements ArrayKernel {
    private static final int TILE = 16;
    /** Shorter runs are copied number by number. */
    private static final int SHORT = 12;

    static PermuteKernel of(Storage from, Shape shape, Storage to, List<Integer> axes) {
        int[] distances = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            distances[axis] = stride;
            stride *= shape.length(axis);
        }
        int[] lengths = new int[shape.rank()];
        int[] strides = new int[shape.rank()];
        int rank = 0;
        for (int axis : axes) {
            int length = shape.length(axis);
            boolean neighbour = rank > 0 && strides[rank - 1] == length * distances[axis];
            if (neighbour) {
                lengths[rank - 1] *= length;
                strides[rank - 1] = distances[axis];
            } else if (length != 1) {
                lengths[rank] = length;
                strides[rank++] = distances[axis];
            }
        }
        return new PermuteKernel(from, to, Arrays.copyOf(lengths, rank), Arrays.copyOf(strides, rank));
    }

    @Override
    public void run() {
        if (result.size() > 0) {
            fill(0, 0, 0);
        }
    }

    /** Fills the sub-array of an axis and returns the index behind it. */
    private int fill(int axis, int source, int target) {
        int rest = lengths.length - axis;
        if (rest <= 1) {
            return run(axis, source, target);
        } else if (rest == 2 && strides[axis] == 1) {
            transpose(axis, source, target);
            return target + lengths[axis] * lengths[axis + 1];
        }
        int next = target;
        for (int i = 0; i < lengths[axis]; i++) {
            next = fill(axis + 1, source + i * strides[axis], next);
        }
        return next;
    }

    private int run(int axis, int source, int target) {
        int length = lengths.length == 0 ? 1 : lengths[axis];
        int stride = lengths.length == 0 ? 1 : strides[axis];
        if (stride == 1 && length >= SHORT) {
            result.copy(target, from, source, length);
        } else {
            for (int i = 0; i < length; i++) {
                result.put(target + i, from.get(source + i * stride));
            }
        }
        return target + length;
    }

    private void transpose(int axis, int source, int target) {
        int rows = lengths[axis];
        int columns = lengths[axis + 1];
        for (int top = 0; top < rows; top += TILE) {
            for (int left = 0; left < columns; left += TILE) {
                tile(axis, source, target, top, left);
            }
        }
    }

    private void tile(int axis, int source, int target, int top, int left) {
        int columns = lengths[axis + 1];
        int distance = strides[axis + 1];
        int right = Math.min(left + TILE, columns);
        for (int i = top; i < Math.min(top + TILE, lengths[axis]); i++) {
            for (int j = left; j < right; j++) {
                result.put(target + i * columns + j, from.get(source + j * distance + i));
            }
        }
    }
}
