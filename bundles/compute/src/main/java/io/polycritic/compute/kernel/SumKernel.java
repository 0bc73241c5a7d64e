package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;
import java.util.Arrays;

/** The sum over one axis. Sums over rows add block-wise, so that the order of additions is fixed and vectorised. */
final class SumKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final Layout layout;
    private final float[] sums = new float[Block.SIZE];
    private final float[] part = new float[Block.SIZE];

    SumKernel(Storage from, Storage to, Layout layout) {
        this.from = from;
        this.to = to;
        this.layout = layout;
    }

    @Override
    public void run() {
        int inner = layout.inner();
        for (int outer = 0; outer < layout.outer(); outer++) {
            int source = outer * layout.stride();
            int target = outer * inner;
            if (inner == 1) {
                to.put(target, alongRow(source, layout.length()));
            } else {
                for (int column = 0; column < inner; column += Block.SIZE) {
                    overRows(source + column, target + column, Math.min(Block.SIZE, inner - column));
                }
            }
        }
    }

    private float alongRow(int begin, int length) {
        if (length > Block.SIZE) {
            return longSum(begin, length);
        }
        from.load(begin, part, 0, length);
        return shortSum(part, 0, length);
    }

    private float longSum(int begin, int length) {
        Arrays.fill(sums, 0f);
        for (int at = 0; at < length; at += Block.SIZE) {
            int n = Math.min(Block.SIZE, length - at);
            from.load(begin + at, part, 0, n);
            add(sums, part, n);
        }
        return shortSum(sums, 0, Block.SIZE);
    }

    static float shortSum(float[] x, int begin, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = begin;
        int end = begin + length;
        for (; i + 3 < end; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < end; i++) {
            s0 += x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Adds as many rows at once as fit into a block, then the rows of the block. */
    private void overRows(int source, int target, int width) {
        int inner = layout.inner();
        int rows = width == inner ? Math.max(1, Math.min(Block.SIZE / width, layout.length())) : 1;
        int step = rows * width;
        Arrays.fill(sums, 0, step, 0f);
        for (int row = 0; row < layout.length(); row += rows) {
            int n = Math.min(rows, layout.length() - row) * width;
            from.load(source + row * inner, part, 0, n);
            add(sums, part, n);
        }
        for (int row = 1; row < rows; row++) {
            System.arraycopy(sums, row * width, part, 0, width);
            add(sums, part, width);
        }
        to.store(target, sums, 0, width);
    }

    private static void add(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            x[i] += y[i];
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
