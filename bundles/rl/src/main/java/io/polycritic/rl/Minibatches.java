package io.polycritic.rl;

import io.polycritic.api.tensor.RandomStream;

/**
 * Splits the rows of a rollout into minibatches of equal size, in a new order each time. Rows that do not fill a last
 * minibatch are left out; the order decides which.
 */
public final class Minibatches {
    private final int[] order;
    private final int size;

    /**
     * Makes the split.
     *
     * @param rows rows of the rollout
     * @param size rows of a minibatch, at most as many
     */
    public Minibatches(int rows, int size) {
        if (size < 1 || size > rows) {
            throw new IllegalArgumentException("a minibatch of " + size + " rows does not fit a rollout of " + rows);
        }
        this.order = new int[rows];
        this.size = size;
    }

    /** Rows of a minibatch. */
    public int size() {
        return size;
    }

    /** Minibatches in one pass. */
    public int count() {
        return order.length / size;
    }

    /** Draws a new order. */
    public void shuffle(RandomStream random) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        random.shuffle(order);
    }

    /**
     * Copies the rows of a minibatch together.
     *
     * @param minibatch from 0 to count - 1
     * @param source [rows, width]
     * @param width numbers a row
     * @param target [size, width]
     */
    public void gather(int minibatch, float[] source, int width, float[] target) {
        int first = minibatch * size;
        if (width == 1) {
            for (int i = 0; i < size; i++) {
                target[i] = source[order[first + i]];
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            System.arraycopy(source, order[first + i] * width, target, i * width, width);
        }
    }
}
