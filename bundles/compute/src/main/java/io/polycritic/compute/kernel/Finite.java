package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** Looks for infinite numbers and NaN. */
public final class Finite {
    private Finite() {}

    /** Whether all numbers are finite. */
    public static boolean all(Storage storage) {
        return all(storage.array(), storage.offset(), storage.size());
    }

    static boolean all(float[] values, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }
}
