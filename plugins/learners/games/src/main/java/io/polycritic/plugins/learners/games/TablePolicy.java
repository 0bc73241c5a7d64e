package io.polycritic.plugins.learners.games;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.games.Game;
import io.polycritic.games.JointActions;

/**
 * Acts as tables say, one an agent.
 *
 * @param game what is played
 * @param policies [N][S A_i]
 * @param rows how many states it acts in at once
 * @param random draws actions, or null for the most likely ones
 */
record TablePolicy(Game game, double[][] policies, int rows, RandomStream random) implements PolicyLearner.Policy {
    @Override
    public void act(float[] observations, float[] conditions, float[] actions) {
        for (int row = 0; row < rows; row++) {
            int state = game.state(observations, row * game.observation().width());
            for (int i = 0; i < policies.length; i++) {
                actions[row * policies.length + i] = random == null ? mode(i, state) : draw(i, state);
            }
        }
    }

    private int mode(int agent, int state) {
        int n = game.actions().count(agent);
        int best = 0;
        for (int a = 1; a < n; a++) {
            best = policies[agent][state * n + a] > policies[agent][state * n + best] ? a : best;
        }
        return best;
    }

    private int draw(int agent, int state) {
        int n = game.actions().count(agent);
        double wanted = random.nextDouble();
        int a = 0;
        while (a < n - 1 && wanted >= policies[agent][state * n + a]) {
            wanted -= policies[agent][state * n + a++];
        }
        return a;
    }

    @Override
    public void probabilities(float[] observations, float[] conditions, float[] probabilities) {
        JointActions actions = game.actions();
        for (int row = 0; row < rows; row++) {
            int state = game.state(observations, row * game.observation().width());
            for (int joint = 0; joint < actions.size(); joint++) {
                double product = 1;
                for (int i = 0; i < policies.length; i++) {
                    int own = actions.own(i, joint);
                    product *= random == null
                            ? (own == mode(i, state) ? 1 : 0)
                            : policies[i][state * actions.count(i) + own];
                }
                probabilities[row * actions.size() + joint] = (float) product;
            }
        }
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}
