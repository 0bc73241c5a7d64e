package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Activation;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.FeatureMap;

/**
 * What the settings say about the policy.
 *
 * @param hidden widths of the hidden layers
 * @param activation the function between layers
 * @param initialLogStd first logarithm of the standard deviation of continuous actions
 * @param skillDimension numbers of the latent skill, 0 for none
 * @param observationClip where normalised observations are cut off, 0 for fixed scales
 */
record ActorSettings(
        int[] hidden, Activation activation, double initialLogStd, int skillDimension, double observationClip) {
    /** A policy with first weights from a stream. */
    Actor actor(EnvironmentSpec environment, ActionHead head, RandomStream random) {
        FeatureMap features = new FeatureMap(environment.observation(), skillDimension, observationClip);
        return new Actor(features, head, hidden, activation, random);
    }
}
