package io.polycritic.api.plugin;

import io.polycritic.api.tensor.Shape;

/** Copies the block that two arrays with as many axes, at least one, have in common. Both are row-major. */
final class Overlap {
    private final float[] from;
    private final Shape shape;
    private final float[] into;
    private final Shape other;

    private Overlap(float[] from, Shape shape, float[] into, Shape other) {
        this.from = from;
        this.shape = shape;
        this.into = into;
        this.other = other;
    }

    /**
     * Copies.
     *
     * @param from numbers
     * @param shape the shape that they have
     * @param into written to
     * @param offset where the other array begins
     * @param other the shape of the other array
     */
    static void copy(float[] from, Shape shape, float[] into, int offset, Shape other) {
        new Overlap(from, shape, into, other).copy(0, 0, shape.size(), offset, other.size());
    }

    /**
     * Copies along an axis and those inside of it.
     *
     * @param at where the present block of the source begins
     * @param size how many numbers it has
     * @param to where the present block of the target begins
     * @param room how many numbers it has
     */
    private void copy(int axis, int at, int size, int to, int room) {
        int steps = Math.min(shape.length(axis), other.length(axis));
        if (axis == shape.rank() - 1) {
            System.arraycopy(from, at, into, to, steps);
            return;
        }
        for (int i = 0; i < steps; i++) {
            int stride = size / shape.length(axis);
            int step = room / other.length(axis);
            copy(axis + 1, at + i * stride, stride, to + i * step, step);
        }
    }
}
