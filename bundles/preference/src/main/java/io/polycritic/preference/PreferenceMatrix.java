package io.polycritic.preference;

import io.polycritic.api.plugin.InvalidConfigException;

/** P(i > j) of all pairs of n responses to one prompt, with P(i > j) + P(j > i) = 1. */
public final class PreferenceMatrix {
    private static final double TOLERANCE = 1e-9;

    private final int size;
    private final double[] values;

    private PreferenceMatrix(int size, double[] values) {
        this.size = size;
        this.values = values;
    }

    /**
     * Checks and keeps probabilities.
     *
     * @param size n
     * @param values [n, n]; copied
     * @return the matrix
     * @throws InvalidConfigException of the key {@code preferences}, naming the pair that is wrong
     */
    public static PreferenceMatrix of(int size, double... values) {
        if (size < 1 || values.length != size * size) {
            throw new InvalidConfigException(
                    "preferences", "found " + values.length + " numbers, allowed are n n of them, here " + size * size);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double forth = values[i * size + j];
                double back = values[j * size + i];
                boolean probabilities = forth >= 0 && forth <= 1 && back >= 0 && back <= 1;
                if (!probabilities || !(Math.abs(forth + back - 1) <= TOLERANCE)) {
                    throw new InvalidConfigException(
                            "preferences",
                            "found P(" + i + " > " + j + ") = " + forth + " and P(" + j + " > " + i + ") = " + back
                                    + ", allowed are probabilities with the sum 1");
                }
            }
        }
        return new PreferenceMatrix(size, values.clone());
    }

    /** Counts the responses, n. */
    public int size() {
        return size;
    }

    /** P(i > j). */
    public double probability(int first, int second) {
        return values[first * size + second];
    }

    /**
     * P(y > pi') of each response y: how often it is preferred to a response that is drawn.
     *
     * @param opponent pi' [n], probabilities
     * @param wins [n], written to
     */
    public void wins(double[] opponent, double[] wins) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += values[i * size + j] * opponent[j];
            }
            wins[i] = sum;
        }
    }

    /**
     * P(pi > pi') of two policies.
     *
     * @param policy [n], probabilities
     * @param opponent [n], probabilities
     * @return from 0 to 1
     */
    public double win(double[] policy, double[] opponent) {
        double[] wins = new double[size];
        wins(opponent, wins);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += policy[i] * wins[i];
        }
        return sum;
    }
}
