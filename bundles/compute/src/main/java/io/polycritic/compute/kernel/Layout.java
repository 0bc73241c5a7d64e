package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Shape;

/**
 * A shape seen from one of its axes.
 *
 * @param outer the product of the axes before it
 * @param length its length
 * @param inner the product of the axes behind it
 */
record Layout(int outer, int length, int inner) {
    static Layout of(Shape shape, int axis) {
        int outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= shape.length(i);
        }
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= shape.length(i);
        }
        return new Layout(outer, shape.length(axis), inner);
    }

    /** How many numbers lie between the same places of two outer indices. */
    int stride() {
        return length * inner;
    }
}
