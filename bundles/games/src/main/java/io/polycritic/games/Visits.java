package io.polycritic.games;

/**
 * How often each state is visited, exactly.
 *
 * @param expected [S], the expected (discounted) number of visits
 */
public record Visits(double[] expected) {
    /** Visits of less than this in sum are not followed any more. */
    private static final double NEGLIGIBLE = 1e-13;

    /**
     * Visits in the first steps, each counting 1.
     *
     * @param steps at least 1
     */
    public static Visits within(Game game, JointPolicy policy, int steps) {
        return new Visits(propagate(game, policy, 1, steps));
    }

    /**
     * Visits counting gamma^t: 1 / (1 - gamma) times the discounted occupancy.
     *
     * @param discount gamma, below 1
     */
    public static Visits discounted(Game game, JointPolicy policy, double discount) {
        if (!(discount < 1)) {
            throw new IllegalArgumentException("gamma is " + discount + "; a sum without end needs gamma < 1");
        }
        return new Visits(propagate(game, policy, discount, Integer.MAX_VALUE));
    }

    private static double[] propagate(Game game, JointPolicy policy, double discount, int steps) {
        int n = game.actions().size();
        double[] present = game.initial().clone();
        double[] outcomes = new double[game.lotteries().outcomes()];
        double[] sum = new double[game.states()];
        double left = 1;
        for (int t = 0; t < steps && left > NEGLIGIBLE; t++) {
            java.util.Arrays.fill(outcomes, 0);
            for (int state = 0; state < present.length; state++) {
                double mass = present[state];
                if (mass > 0) {
                    sum[state] += mass;
                    for (int at = state * n; at < state * n + n; at++) {
                        int outcome = game.outcomes()[at];
                        if (outcome != Game.ENDED) {
                            outcomes[outcome] += discount * mass * policy.probabilities()[at];
                        }
                    }
                }
            }
            game.lotteries().arrive(outcomes, present);
            left = 0;
            for (double mass : present) {
                left += mass;
            }
        }
        return sum;
    }

    /** What an agent earns in these visits. */
    public double earned(Game game, JointPolicy policy, int agent) {
        int n = game.actions().size();
        double sum = 0;
        for (int state = 0; state < expected.length; state++) {
            double mean = 0;
            for (int at = state * n; expected[state] > 0 && at < state * n + n; at++) {
                mean += policy.probabilities()[at] * game.rewards().of(agent, at);
            }
            sum += expected[state] * mean;
        }
        return sum;
    }

    /** The expected number of all visits. */
    public double total() {
        double sum = 0;
        for (double visits : expected) {
            sum += visits;
        }
        return sum;
    }
}
