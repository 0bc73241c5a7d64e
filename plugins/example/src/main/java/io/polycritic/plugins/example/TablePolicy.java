package io.polycritic.plugins.example;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.tensor.RandomStream;

/** Acts as a table says: by chance, or the most likely way where there is no stream. */
record TablePolicy(Table table, RandomStream random) implements PolicyLearner.Policy {
    @Override
    public void act(float[] observations, float[] conditions, float[] actions) {
        for (int row = 0; row < actions.length; row++) {
            actions[row] = table.choose(table.cell(observations[row]), random);
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
