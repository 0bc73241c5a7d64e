package io.polycritic.conditions;

/** The present values of what a condition asks for. Filled anew before each test, without allocation. */
final class Readings {
    private final double[] values;
    private final boolean[] known;

    Readings(int count) {
        this.values = new double[count];
        this.known = new boolean[count];
    }

    double value(int index) {
        return values[index];
    }

    boolean known(int index) {
        return known[index];
    }

    void set(int index, double value) {
        values[index] = value;
        known[index] = true;
    }

    /** Says that a value is not known yet. */
    void clear(int index) {
        known[index] = false;
    }
}
