package io.polycritic.compute.plan;

/**
 * Where a value's numbers lie.
 *
 * @param array the array
 * @param offset the index of the first number
 * @param size how many there are
 */
public record Storage(float[] array, int offset, int size) {}
