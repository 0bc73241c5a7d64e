package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;
import java.util.List;

/**
 * Copies runs of numbers: joins, ranges and paddings along an axis.
 *
 * @param result where they go
 * @param clear whether the result is set to zero first
 * @param moves what is copied
 */
record MoveKernel(Storage result, boolean clear, List<Move> moves) implements ArrayKernel {
    /** Shorter runs are copied number by number. */
    private static final int SHORT = 12;

    /**
     * Equally long runs at equal distances.
     *
     * @param from where they come from
     * @param source the index of the first number
     * @param sourceStride the distance between runs in the source
     * @param target the index of the first number in the result
     * @param targetStride the distance between runs in the result
     * @param run the length of a run
     * @param count how many runs
     */
    record Move(Storage from, int source, int sourceStride, int target, int targetStride, int run, int count) {
        void into(Storage to) {
            int at = source;
            int goal = target;
            for (int i = 0; i < count; i++) {
                if (run < SHORT) {
                    for (int j = 0; j < run; j++) {
                        to.put(goal + j, from.get(at + j));
                    }
                } else {
                    to.copy(goal, from, at, run);
                }
                at += sourceStride;
                goal += targetStride;
            }
        }
    }

    /** A part of the result, {@code at} being its first index along the axis. */
    static Move insert(Storage part, Layout partLayout, Layout wholeLayout, int at) {
        return new Move(
                part,
                0,
                partLayout.stride(),
                at * wholeLayout.inner(),
                wholeLayout.stride(),
                partLayout.stride(),
                partLayout.outer());
    }

    /** A range of the argument, {@code at} being its first index along the axis. */
    static Move extract(Storage whole, Layout wholeLayout, Layout partLayout, int at) {
        return new Move(
                whole,
                at * wholeLayout.inner(),
                wholeLayout.stride(),
                0,
                partLayout.stride(),
                partLayout.stride(),
                partLayout.outer());
    }

    @Override
    public void run() {
        if (clear) {
            result.fill(0, result.size(), 0f);
        }
        for (int i = 0; i < moves.size(); i++) {
            moves.get(i).into(result);
        }
    }
}
