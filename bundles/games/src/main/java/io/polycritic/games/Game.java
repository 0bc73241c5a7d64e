package io.polycritic.games;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import java.util.List;

/**
 * A Markov game whose states can be listed: (S, A_1 .. A_N, P, r_i).
 *
 * @param agents N names
 * @param actions the joint actions
 * @param observation one category for each digit of a state's number, the last one counting fastest
 * @param initial [S], probabilities of first states
 * @param outcomes [S J], where a joint action leads, as an outcome of the lotteries, or {@link #ENDED}
 * @param lotteries what outcomes are
 * @param rewards what agents get
 */
public record Game(
        List<String> agents,
        JointActions actions,
        Space observation,
        double[] initial,
        int[] outcomes,
        Lotteries lotteries,
        Rewards rewards) {
    /** The outcome after which nothing follows. */
    public static final int ENDED = -1;

    /** Counts the states, S. */
    public int states() {
        return initial.length;
    }

    /** Counts the agents, N. */
    public int size() {
        return agents.size();
    }

    /** Writes a state's digits to a row of observations. */
    public void observe(int state, float[] observations, int offset) {
        int rest = state;
        for (int field = observation.fields().size() - 1; field >= 0; field--) {
            int classes = classes(field);
            observations[offset + field] = rest % classes;
            rest /= classes;
        }
    }

    /** The state with the digits of a row of observations. */
    public int state(float[] observations, int offset) {
        int state = 0;
        for (int field = 0; field < observation.fields().size(); field++) {
            state = state * classes(field) + (int) observations[offset + field];
        }
        return state;
    }

    private int classes(int field) {
        FieldSpec spec = observation.fields().get(field);
        return (int) spec.high() + 1;
    }
}
