package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** The transpose of a matrix of {@code m} rows and {@code n} columns, tile by tile for the sake of the cache. */
record TransposeKernel(Storage from, Storage result, int m, int n) implements ArrayKernel {
    private static final int TILE = 16;

    @Override
    public void run() {
        for (int top = 0; top < m; top += TILE) {
            for (int left = 0; left < n; left += TILE) {
                tile(top, Math.min(top + TILE, m), left, Math.min(left + TILE, n));
            }
        }
    }

    private void tile(int top, int bottom, int left, int right) {
        for (int i = top; i < bottom; i++) {
            for (int j = left; j < right; j++) {
                result.put(j * m + i, from.get(i * n + j));
            }
        }
    }
}
