package io.polycritic.compute.plan;

import io.polycritic.compute.graph.Value;

/**
 * Numbers of a value behind one another.
 *
 * @param value the value that lies in memory
 * @param from the first number
 * @param to one past the last number
 */
record Range(Value value, int from, int to) {
    boolean overlaps(Range other) {
        return value == other.value && from < other.to && other.from < to;
    }

    /** How many numbers belong to both. */
    int common(Range other) {
        return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
    }
}
