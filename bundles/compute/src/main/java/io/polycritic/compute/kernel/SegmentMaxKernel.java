package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** The largest number of each segment's rows; 0 for empty segments, NaN if there is one. */
record SegmentMaxKernel(Storage from, Storage ids, Storage result, int segments) implements ArrayKernel {
    @Override
    public void run() {
        int width = ids.size() == 0 ? 0 : from.size() / ids.size();
        result.fill(0, result.size(), Float.NEGATIVE_INFINITY);
        for (int i = 0; i < ids.size(); i++) {
            float id = ids.get(i);
            if (id >= 0 && id < segments) {
                int target = (int) id * width;
                for (int j = 0; j < width; j++) {
                    result.put(target + j, Math.max(result.get(target + j), from.get(i * width + j)));
                }
            }
        }
        for (int i = 0; i < result.size(); i++) {
            if (result.get(i) == Float.NEGATIVE_INFINITY) {
                result.put(i, 0f);
            }
        }
    }
}
