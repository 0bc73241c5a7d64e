package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.FeatureMap;

/** Acts by numbers with the present parameters of a policy. */
final class NumberPolicy implements PolicyLearner.Policy {
    private final FeatureMap map;
    private final Actions actions;
    private final NumberActing acting;
    private final RandomStream random;
    private final int rows;
    private final int observationWidth;
    private final float[] features;
    private final float[] noise;
    private final float[] samples;

    /** Draws noise from the stream, or does without where that is null. */
    NumberPolicy(
            FeatureMap map, Actions actions, NumberActing acting, RandomStream random, int rows, int observationWidth) {
        this.map = map;
        this.actions = actions;
        this.acting = acting;
        this.random = random;
        this.rows = rows;
        this.observationWidth = observationWidth;
        this.features = new float[rows * map.width()];
        this.noise = new float[rows * actions.width()];
        this.samples = new float[rows * actions.width()];
    }

    @Override
    public void act(float[] observations, float[] conditions, float[] result) {
        for (int row = 0; row < rows; row++) {
            map.write(observations, row * observationWidth, conditions, 0, features, row * map.width());
        }
        if (random != null) {
            random.gaussians(noise, 0, noise.length);
        }
        acting.act(features, 0, noise, samples);
        actions.toWorld(samples, 0, rows, result);
    }

    @Override
    public void close() {
        acting.close();
    }
}
