package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** The index of the first largest number of each row of {@code length} numbers. */
record ArgMaxKernel(Storage from, Storage result, int length) implements ArrayKernel {
    @Override
    public void run() {
        for (int row = 0; row < result.size(); row++) {
            int begin = row * length;
            int best = begin;
            for (int i = begin + 1; i < begin + length; i++) {
                best = from.get(i) > from.get(best) ? i : best;
            }
            result.put(row, best - begin);
        }
    }
}
