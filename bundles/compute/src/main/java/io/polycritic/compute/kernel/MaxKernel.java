package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** The largest number along one axis; NaN if there is one. */
record MaxKernel(Storage from, Storage result, Layout layout) implements ArrayKernel {
    @Override
    public void run() {
        float[] x = from.array();
        int inner = layout.inner();
        for (int outer = 0; outer < layout.outer(); outer++) {
            for (int column = 0; column < inner; column++) {
                int at = from.offset() + outer * layout.stride() + column;
                float largest = x[at];
                for (int i = 1; i < layout.length(); i++) {
                    at += inner;
                    largest = Math.max(largest, x[at]);
                }
                result.array()[result.offset() + outer * inner + column] = largest;
            }
        }
    }
}
