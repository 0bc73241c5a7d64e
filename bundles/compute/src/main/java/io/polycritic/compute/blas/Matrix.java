package io.polycritic.compute.blas;

/**
 * Where a matrix lies.
 *
 * @param values the array
 * @param offset the index of its first number
 */
public record Matrix(float[] values, int offset) {}
