package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.plan.Storage;

/** A broadcast along any axes, for the patterns that elementwise kernels cannot read through. */
final class BroadcastKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final int[] lengths;
    private final int[] strides;

    BroadcastKernel(Storage from, Shape source, Storage to, Shape target) {
        this.from = from;
        this.to = to;
        this.lengths = target.toArray();
        this.strides = new int[lengths.length];
        int missing = target.rank() - source.rank();
        int stride = 1;
        for (int axis = source.rank() - 1; axis >= 0; axis--) {
            strides[axis + missing] = source.length(axis) == 1 ? 0 : stride;
            stride *= source.length(axis);
        }
    }

    @Override
    public void run() {
        fill(0, 0, 0);
    }

    /** Fills the sub-array of an axis and returns the index behind it. */
    private int fill(int axis, int source, int target) {
        int length = lengths[axis];
        if (axis == lengths.length - 1) {
            if (strides[axis] == 0) {
                to.fill(target, length, from.get(source));
            } else {
                to.copy(target, from, source, length);
            }
            return target + length;
        }
        int next = target;
        for (int i = 0; i < length; i++) {
            next = fill(axis + 1, source + i * strides[axis], next);
        }
        return next;
    }

    @Override
    public Storage result() {
        return to;
    }
}
