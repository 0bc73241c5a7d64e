package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** Looks for infinite numbers and NaN. */
public final class Finite {
    private Finite() {}

    /** Whether all numbers are finite. */
    public static boolean all(Storage storage) {
        for (int i = 0; i < storage.size(); i++) {
            if (!Float.isFinite(storage.get(i))) {
                return false;
            }
        }
        return true;
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
