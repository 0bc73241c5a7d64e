package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** Indices as rows of {@code classes} numbers, of which one is 1. */
record OneHotKernel(Storage from, Storage result, int classes) implements ArrayKernel {
    @Override
    public void run() {
        result.fill(0, result.size(), 0f);
        for (int i = 0; i < from.size(); i++) {
            float index = from.get(i);
            if (index >= 0 && index < classes) {
                result.put(i * classes + (int) index, 1f);
            }
        }
    }
}
