package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;
import java.util.Arrays;

/** The softmax of each row, as many rows at a time as fit into a block. */
final class SoftmaxKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final int length;
    private final Block block;
    private final float[] rows;
    private final float[] repeated;

    SoftmaxKernel(Storage from, Storage to, int length, Block block) {
        this.from = from;
        this.to = to;
        this.length = length;
        this.block = block;
        this.rows = new float[Math.max(1, Block.SIZE / Math.max(1, length)) * length];
        this.repeated = new float[rows.length];
    }

    /** What differs by rows is repeated along them first, so that loops run over many rows. */
    @Override
    public void run() {
        for (int at = 0; at < to.size(); at += rows.length) {
            int n = Math.min(rows.length, to.size() - at);
            from.load(at, rows, 0, n);
            for (int start = 0; start < n; start += length) {
                Arrays.fill(repeated, start, start + length, largest(rows, start, start + length));
            }
            subtract(rows, repeated, n);
            exp(n);
            for (int start = 0; start < n; start += length) {
                Arrays.fill(repeated, start, start + length, 1f / SumKernel.shortSum(rows, start, length));
            }
            multiply(rows, repeated, n);
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

    /** Four maxima side by side, because one waits for each comparison; NaN comes through the exponential function. */
    private static float largest(float[] x, int begin, int end) {
        float a = x[begin];
        float b = a;
        float c = a;
        float d = a;
        int i = begin;
        for (; i + 3 < end; i += 4) {
            a = x[i] > a ? x[i] : a;
            b = x[i + 1] > b ? x[i + 1] : b;
            c = x[i + 2] > c ? x[i + 2] : c;
            d = x[i + 3] > d ? x[i + 3] : d;
        }
        for (; i < end; i++) {
            a = x[i] > a ? x[i] : a;
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    private static void subtract(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            x[i] -= y[i];
        }
    }

    private static void multiply(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            x[i] *= y[i];
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
