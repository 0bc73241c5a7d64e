package io.polycritic.api.tensor;

import java.util.Arrays;

/** The static shape of a node: the length of each axis, outermost first. A scalar has no axes. */
public final class Shape {
    /** The shape of a single number. */
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] lengths;
    private final int size;

    private Shape(int[] lengths) {
        long product = 1;
        for (int length : lengths) {
            if (length < 0) {
                throw new IllegalArgumentException("an axis of shape " + Arrays.toString(lengths) + " is negative");
            }
            product *= length;
        }
        if (product > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(lengths) + " has more than " + Integer.MAX_VALUE + " numbers");
        }
        this.lengths = lengths;
        this.size = (int) product;
    }

    /**
     * Makes a shape.
     *
     * @param lengths the length of each axis, outermost first, none negative
     * @return the shape
     */
    public static Shape of(int... lengths) {
        return lengths.length == 0 ? SCALAR : new Shape(lengths.clone());
    }

    /**
     * Counts the axes.
     *
     * @return the number of axes, 0 for a scalar
     */
    public int rank() {
        return lengths.length;
    }

    /**
     * Counts the numbers.
     *
     * @return the product of all axes, 1 for a scalar
     */
    public int size() {
        return size;
    }

    /**
     * Reads the length of one axis.
     *
     * @param axis the axis, from the outermost (0), or from the innermost (-1)
     * @return its length
     */
    public int length(int axis) {
        return lengths[axis < 0 ? lengths.length + axis : axis];
    }

    /**
     * Copies the lengths.
     *
     * @return the length of each axis, outermost first
     */
    public int[] toArray() {
        return lengths.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(lengths, shape.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    @Override
    public String toString() {
        return Arrays.toString(lengths);
    }
}
