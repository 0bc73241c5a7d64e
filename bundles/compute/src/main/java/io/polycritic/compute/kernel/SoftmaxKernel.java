package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** The softmax of each row. */
final class SoftmaxKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final Block block;
    private final Rows rows;
    private final float[] x;

    SoftmaxKernel(Storage from, Storage to, int length, Block block) {
        this.from = from;
        this.to = to;
        this.block = block;
        this.rows = new Rows(length);
        this.x = rows.array();
    }

    @Override
    public void run() {
        for (int at = 0; at < to.size(); at += x.length) {
            int n = Math.min(x.length, to.size() - at);
            from.load(at, x, 0, n);
            Rows.subtract(x, rows.largest(x, n), x, n);
            exp(n);
            Rows.multiply(x, rows.shares(x, n), x, n);
            to.store(at, x, 0, n);
        }
    }

    /** In place; rows longer than a block go through it piece by piece. */
    private void exp(int n) {
        if (n <= Block.SIZE) {
            Transcendental.exp(x, x, n, block);
            return;
        }
        for (int at = 0; at < n; at += Block.SIZE) {
            int part = Math.min(Block.SIZE, n - at);
            System.arraycopy(x, at, block.c, 0, part);
            Transcendental.exp(block.c, block.c, part, block);
            System.arraycopy(block.c, 0, x, at, part);
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
