package io.polycritic.compression;

import io.polycritic.api.tensor.Node;

/**
 * What is done to a network's activations on their way: masks while a super-network learns, rounding in quantised ones.
 */
public interface Hooks {
    /** Nothing is done. */
    Hooks NONE = new Hooks() {};

    /**
     * Changes what a matrix multiplies.
     *
     * @param matrix the matrix's name
     * @param x [.., i]
     * @return the same shape
     */
    default Node input(String matrix, Node x) {
        return x;
    }

    /**
     * Changes what attention or the dense layers of a layer add to their input.
     *
     * @param layer from 0
     * @param x [B, T, W]
     * @return the same shape
     */
    default Node branch(int layer, Node x) {
        return x;
    }
}
