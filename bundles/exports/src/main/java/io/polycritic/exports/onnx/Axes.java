package io.polycritic.exports.onnx;

import io.polycritic.api.tensor.Shape;
import java.util.Arrays;

/**
 * The axes of a value: each has a fixed length, or a multiple of the number of rows, which the user of the file
 * chooses. They are found by comparing the shapes that a graph has for {@link #FEW} and for {@link #MORE} rows.
 *
 * @param fixed the fixed lengths; -1 where an axis follows the rows
 * @param multiples how many times the rows an axis is; 0 where it is fixed
 */
record Axes(int[] fixed, int[] multiples) {
    static final int FEW = 2;
    static final int MORE = 3;

    /** The axes of two shapes of one value; nothing if they differ in another way than by the rows. */
    static Axes of(Shape few, Shape more) {
        if (few.rank() != more.rank()) {
            return null;
        }
        int[] fixed = new int[few.rank()];
        int[] multiples = new int[few.rank()];
        for (int axis = 0; axis < fixed.length; axis++) {
            int less = few.length(axis);
            int greater = more.length(axis);
            if (less == greater) {
                fixed[axis] = less;
            } else if (less % FEW == 0 && less / FEW * MORE == greater) {
                fixed[axis] = -1;
                multiples[axis] = less / FEW;
            } else {
                return null;
            }
        }
        return new Axes(fixed, multiples);
    }

    int rank() {
        return fixed.length;
    }

    boolean isFixed(int axis) {
        return multiples[axis] == 0;
    }

    /** How many axes follow the rows. */
    int following() {
        return (int) Arrays.stream(multiples).filter(each -> each > 0).count();
    }

    /** The fixed lengths as 64-bit numbers, -1 where an axis follows the rows. */
    long[] lengths() {
        return Arrays.stream(fixed).asLongStream().toArray();
    }
}
