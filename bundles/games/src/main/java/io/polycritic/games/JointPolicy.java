package io.polycritic.games;

import io.polycritic.api.learner.PolicyLearner;

/**
 * What agents do together in each state of a game.
 *
 * @param probabilities [S J], of each joint action
 */
public record JointPolicy(double[] probabilities) {
    private static final int ROWS = 512;

    /** All joint actions are equally likely. */
    public static JointPolicy uniform(Game game) {
        double[] all = new double[game.states() * game.actions().size()];
        java.util.Arrays.fill(all, 1.0 / game.actions().size());
        return new JointPolicy(all);
    }

    /** What experts do. */
    public static JointPolicy of(Game game, LogitEquilibrium experts) {
        return of(game, experts.policies());
    }

    /** What agents of given policies [N][S A_i] do, each on its own. */
    public static JointPolicy of(Game game, double[][] policies) {
        JointActions actions = game.actions();
        int n = actions.size();
        double[] all = new double[game.states() * n];
        java.util.Arrays.fill(all, 1);
        for (int agent = 0; agent < policies.length; agent++) {
            for (int joint = 0; joint < n; joint++) {
                int own = actions.own(agent, joint);
                for (int state = 0; state < game.states(); state++) {
                    all[state * n + joint] *= policies[agent][state * actions.count(agent) + own];
                }
            }
        }
        return new JointPolicy(all);
    }

    /**
     * What a learner does.
     *
     * @param learner one whose policies have probabilities
     * @param mode how it acts
     * @throws UnsupportedOperationException if its policies have none
     */
    public static JointPolicy of(Game game, PolicyLearner learner, PolicyLearner.Mode mode) {
        int o = game.observation().width();
        int n = game.actions().size();
        int rows = Math.min(ROWS, game.states());
        double[] all = new double[game.states() * n];
        float[] observations = new float[rows * o];
        float[] part = new float[rows * n];
        try (PolicyLearner.Policy policy = learner.policy(rows, mode)) {
            for (int first = 0; first < game.states(); first += rows) {
                int count = Math.min(rows, game.states() - first);
                for (int row = 0; row < count; row++) {
                    game.observe(first + row, observations, row * o);
                }
                policy.probabilities(observations, new float[0], part);
                for (int i = 0; i < count * n; i++) {
                    all[first * n + i] = part[i];
                }
            }
        }
        return new JointPolicy(all);
    }

    /** Writes the probabilities [A_i] of an agent's actions in a state. */
    public void marginal(JointActions actions, int agent, int state, double[] own) {
        java.util.Arrays.fill(own, 0);
        for (int joint = 0; joint < actions.size(); joint++) {
            own[actions.own(agent, joint)] += probabilities[state * actions.size() + joint];
        }
    }
}
