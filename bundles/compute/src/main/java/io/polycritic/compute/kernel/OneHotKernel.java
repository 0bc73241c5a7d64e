package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;
import java.util.Arrays;

/** Indices as rows of {@code classes} numbers, of which one is 1. */
record OneHotKernel(Storage from, Storage result, int classes) implements ArrayKernel {
    @Override
    public void run() {
        float[] y = result.array();
        Arrays.fill(y, result.offset(), result.offset() + result.size(), 0f);
        for (int i = 0; i < from.size(); i++) {
            float index = from.array()[from.offset() + i];
            if (index >= 0 && index < classes) {
                y[result.offset() + i * classes + (int) index] = 1f;
            }
        }
    }
}
