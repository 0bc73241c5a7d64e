package io.polycritic.games;

/**
 * Where joint actions lead. Outcomes 0 .. S-1 are the states themselves; outcome S + k is a lottery over states.
 *
 * @param states S
 * @param starts [K + 1], where each lottery's entries begin
 * @param places the state of each entry
 * @param chances the probability of each entry
 */
public record Lotteries(int states, int[] starts, int[] places, double[] chances) {
    /** No chance: each outcome is a state. */
    public static Lotteries none(int states) {
        return new Lotteries(states, new int[1], new int[0], new double[0]);
    }

    /** Counts the outcomes, S + K. */
    public int outcomes() {
        return states + starts.length - 1;
    }

    /** Writes each outcome's expectation [S + K] of the values of states [S]. */
    public void expect(double[] values, double[] outcomes) {
        System.arraycopy(values, 0, outcomes, 0, states);
        for (int k = 0; k + 1 < starts.length; k++) {
            double sum = 0;
            for (int e = starts[k]; e < starts[k + 1]; e++) {
                sum += chances[e] * values[places[e]];
            }
            outcomes[states + k] = sum;
        }
    }

    /** Writes how much of the outcomes' mass [S + K] arrives in each state [S]; the transpose of {@link #expect}. */
    public void arrive(double[] outcomes, double[] values) {
        System.arraycopy(outcomes, 0, values, 0, states);
        for (int k = 0; k + 1 < starts.length; k++) {
            double mass = outcomes[states + k];
            for (int e = starts[k]; mass != 0 && e < starts[k + 1]; e++) {
                values[places[e]] += chances[e] * mass;
            }
        }
    }

    /** The state that an outcome comes to, for a number drawn uniformly from 0 to 1. */
    public int draw(int outcome, double uniform) {
        if (outcome < states) {
            return outcome;
        }
        int last = starts[outcome - states + 1] - 1;
        double passed = 0;
        for (int e = starts[outcome - states]; e < last; e++) {
            passed += chances[e];
            if (uniform < passed) {
                return places[e];
            }
        }
        return places[last];
    }
}
