package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** Rows chosen by index; zeros for an index outside of {@code rows}. */
record GatherKernel(Storage from, Storage indices, Storage result, int rows) implements ArrayKernel {
    @Override
    public void run() {
        int width = indices.size() == 0 ? 0 : result.size() / indices.size();
        for (int i = 0; i < indices.size(); i++) {
            float index = indices.get(i);
            if (!(index >= 0 && index < rows)) {
                result.fill(i * width, width, 0f);
            } else if (width == 1) {
                result.put(i, from.get((int) index));
            } else {
                result.copy(i * width, from, (int) index * width, width);
            }
        }
    }
}
