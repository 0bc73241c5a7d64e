package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** The softmax of each row, as many rows at a time as fit into a block. */
final class SoftmaxKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final int length;
    private final Block block;
    private final float[] rows;

    SoftmaxKernel(Storage from, Storage to, int length, Block block) {
        this.from = from;
        this.to = to;
        this.length = length;
        this.block = block;
        this.rows = new float[Math.max(1, Block.SIZE / Math.max(1, length)) * length];
    }

    @Override
    public void run() {
        for (int at = 0; at < to.size(); at += rows.length) {
            int n = Math.min(rows.length, to.size() - at);
            from.load(at, rows, 0, n);
            for (int start = 0; start < n; start += length) {
                subtractMax(rows, start, start + length);
            }
            exp(n);
            for (int start = 0; start < n; start += length) {
                divideBySum(rows, start, start + length);
            }
            to.store(at, rows, 0, n);
        }
    }

    /** In place; rows longer than a block go through it piece by piece. */
    private void exp(int n) {
        if (n <= Block.SIZE) {
            Transcendental.exp(rows, rows, n, block);
            return;
        }
        for (int at = 0; at < n; at += Block.SIZE) {
            int part = Math.min(Block.SIZE, n - at);
            System.arraycopy(rows, at, block.c, 0, part);
            Transcendental.exp(block.c, block.c, part, block);
            System.arraycopy(block.c, 0, rows, at, part);
        }
    }

    private static void subtractMax(float[] x, int begin, int end) {
        float largest = largest(x, begin, end);
        for (int i = begin; i < end; i++) {
            x[i] -= largest;
        }
    }

    /** Four maxima side by side, because one waits for each comparison. */
    static float largest(float[] x, int begin, int end) {
        float a = x[begin];
        float b = a;
        float c = a;
        float d = a;
        int i = begin;
        for (; i + 3 < end; i += 4) {
            a = Math.max(a, x[i]);
            b = Math.max(b, x[i + 1]);
            c = Math.max(c, x[i + 2]);
            d = Math.max(d, x[i + 3]);
        }
        for (; i < end; i++) {
            a = Math.max(a, x[i]);
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    private static void divideBySum(float[] x, int begin, int end) {
        float factor = 1f / SumKernel.shortSum(x, begin, end - begin);
        for (int i = begin; i < end; i++) {
            x[i] *= factor;
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
