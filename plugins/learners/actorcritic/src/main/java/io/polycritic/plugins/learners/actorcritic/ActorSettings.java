package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Activation;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.EpisodeCondition;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.NetworkDesign;

/**
 * What the settings say about the policy.
 *
 * @param design what its network is like
 * @param initialLogStd first logarithm of the standard deviation of continuous actions
 * @param condition what the policy is conditioned on
 * @param observationClip where normalised observations are cut off, 0 for fixed scales
 */
record ActorSettings(NetworkDesign design, double initialLogStd, Condition condition, double observationClip) {
    /**
     * What a policy is conditioned on.
     *
     * @param skillDimension numbers of the latent skill, 0 for none
     * @param objectives numbers of a preference, 0 for none
     * @param preference the path of the slot that draws preferences
     */
    record Condition(int skillDimension, int objectives, String preference) {
        /** Refuses two conditions at once. */
        Condition {
            if (skillDimension > 0 && objectives > 0) {
                throw new InvalidConfigException(
                        "objectives", "found " + objectives + ", allowed is 0 where skillDimension is not");
            }
        }

        EpisodeCondition in(PartContext context) {
            return objectives > 0
                    ? EpisodeCondition.preference(objectives, preference, context)
                    : EpisodeCondition.skill(skillDimension, context.random("skills"));
        }
    }

    /** A policy of a flat network, conditioned on a skill of some numbers, or on nothing for 0. */
    ActorSettings(int[] hidden, Activation activation, double initialLogStd, int skillDimension, double clip) {
        this(
                new NetworkDesign(NetworkDesign.Input.FLAT, hidden, activation),
                initialLogStd,
                new Condition(skillDimension, 0, ""),
                clip);
    }

    /** Counts what the policy is conditioned on, d. */
    int conditionWidth() {
        return condition.skillDimension + condition.objectives;
    }

    /** A policy with first weights from a stream. */
    Actor actor(EnvironmentSpec environment, ActionHead head, RandomStream random) {
        if (observationClip > 0 && design.input() == NetworkDesign.Input.ROWS) {
            throw new InvalidConfigException(
                    "observationClip", "found " + observationClip + ", allowed is 0 for a set of rows");
        }
        FeatureMap features = new FeatureMap(environment.observation(), conditionWidth(), observationClip);
        return Actor.of(features, environment.observation(), head, design, random);
    }
}
