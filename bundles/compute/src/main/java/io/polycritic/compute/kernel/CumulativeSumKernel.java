package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** Sums up to each number along one axis, from its begin or from its end. */
record CumulativeSumKernel(Storage from, Storage result, Layout layout, boolean reverse) implements ArrayKernel {
    @Override
    public void run() {
        for (int outer = 0; outer < layout.outer(); outer++) {
            for (int step = 0; step < layout.length(); step++) {
                int place = reverse ? layout.length() - 1 - step : step;
                row(outer * layout.stride() + place * layout.inner(), step == 0);
            }
        }
    }

    private void row(int at, boolean first) {
        int before = reverse ? at + layout.inner() : at - layout.inner();
        for (int i = 0; i < layout.inner(); i++) {
            result.put(at + i, first ? from.get(at + i) : from.get(at + i) + result.get(before + i));
        }
    }
}
