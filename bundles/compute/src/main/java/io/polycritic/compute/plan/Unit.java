package io.polycritic.compute.plan;

/**
 * What one thread computes without interruption: some rows of a group's result, or all of them.
 *
 * @param group the group
 * @param from the first row
 * @param to one past the last row
 */
public record Unit(Group group, int from, int to) {
    /** How many rows it computes. */
    public int rows() {
        return to - from;
    }
}
