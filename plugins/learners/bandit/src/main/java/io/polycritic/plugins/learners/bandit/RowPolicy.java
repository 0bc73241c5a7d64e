package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.learner.PolicyLearner;

/**
 * Acts by a rule in several rows.
 *
 * @param rule the rule
 * @param rows how many
 * @param observation numbers of an observation
 * @param objectives numbers of a preference
 */
record RowPolicy(RowRule rule, int rows, int observation, int objectives) implements PolicyLearner.Policy {
    @Override
    public void act(float[] observations, float[] conditions, float[] actions) {
        for (int row = 0; row < rows; row++) {
            actions[row] = rule.choose(observations, row * observation, conditions, row * objectives);
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
