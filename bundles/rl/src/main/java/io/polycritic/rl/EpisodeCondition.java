package io.polycritic.rl;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.optimizer.PreferenceSampler;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;

/** What a policy is conditioned on for a whole episode, drawn when it begins; it stands at the end of the features. */
public sealed interface EpisodeCondition {
    /** A policy that is conditioned on nothing. */
    EpisodeCondition NONE = new None();

    /** Latent skills of some numbers; nothing for 0. */
    static EpisodeCondition skill(int dimension, RandomStream random) {
        return dimension == 0 ? NONE : new Skill(dimension, random);
    }

    /**
     * Preferences between objectives, drawn by a part of the kind optimizer.
     *
     * @param objectives k
     * @param path the path of its slot
     */
    static EpisodeCondition preference(int objectives, String path, PartContext context) {
        return new Preference(objectives, context.slot(path, PreferenceSampler.class), context.path());
    }

    /** What it is: a space of one field, or of none. */
    Space space();

    /** Numbers of a condition, d. */
    default int width() {
        return space().width();
    }

    /** Draws a condition of an episode that begins. */
    void draw(float[] conditions, int offset);

    /** Replaces some conditions of remembered steps, where that makes sense, in all fields that hold them. */
    default void relabel(Batch batch) {}

    /** Adds what it offers and calls. */
    default void wire(Wiring.Builder wiring) {
        space().fields().forEach(wiring::offers);
    }

    /** A policy that refuses what is no condition. */
    default PolicyLearner.Policy guard(PolicyLearner.Policy policy, int rows) {
        return policy;
    }

    /** Nothing. */
    record None() implements EpisodeCondition {
        @Override
        public Space space() {
            return Space.EMPTY;
        }

        @Override
        public void draw(float[] conditions, int offset) {
            // There is nothing to draw.
        }
    }

    /**
     * A unit vector.
     *
     * @param dimension d
     * @param random where it is drawn from
     */
    record Skill(int dimension, RandomStream random) implements EpisodeCondition {
        @Override
        public Space space() {
            return Space.of(FieldSpec.numbers(Fields.SKILL, dimension).within(-1, 1));
        }

        @Override
        public void draw(float[] conditions, int offset) {
            Skills.draw(random, conditions, offset, dimension);
        }
    }

    /**
     * A point of the simplex.
     *
     * @param objectives k
     * @param sampler who draws it
     * @param owner the part that is conditioned on it
     */
    record Preference(int objectives, Slot<PreferenceSampler> sampler, String owner) implements EpisodeCondition {
        @Override
        public Space space() {
            return Space.of(FieldSpec.numbers(Fields.PREFERENCE, objectives).within(0, 1));
        }

        @Override
        public int width() {
            return objectives;
        }

        @Override
        public void draw(float[] conditions, int offset) {
            if (sampler.get().objectives() != objectives) {
                throw new InvalidConfigException(
                        sampler.path() + ".config.objectives",
                        "found " + sampler.get().objectives() + ", but " + owner + " has " + objectives);
            }
            sampler.get().draw(conditions, offset);
        }

        @Override
        public void relabel(Batch batch) {
            float[] preferences = batch.numbers(Fields.PREFERENCE);
            sampler.get().relabel(preferences, batch.rows());
            write(preferences, batch, Fields.FEATURES);
            write(preferences, batch, Fields.NEXT_FEATURES);
        }

        private void write(float[] preferences, Batch batch, String name) {
            float[] features = batch.numbers(name);
            int width = features.length / batch.rows();
            for (int row = 0; row < batch.rows(); row++) {
                System.arraycopy(preferences, row * objectives, features, (row + 1) * width - objectives, objectives);
            }
        }

        @Override
        public void wire(Wiring.Builder wiring) {
            EpisodeCondition.super.wire(wiring);
            wiring.calls(sampler.path(), PreferenceSampler.class, 1);
        }

        @Override
        public PolicyLearner.Policy guard(PolicyLearner.Policy policy, int rows) {
            return new Guarded(policy, rows, objectives, owner);
        }
    }

    /** A policy that looks at each preference first. */
    record Guarded(PolicyLearner.Policy policy, int rows, int objectives, String owner)
            implements PolicyLearner.Policy {
        @Override
        public void act(float[] observations, float[] conditions, float[] actions) {
            check(conditions);
            policy.act(observations, conditions, actions);
        }

        @Override
        public void probabilities(float[] observations, float[] conditions, float[] probabilities) {
            check(conditions);
            policy.probabilities(observations, conditions, probabilities);
        }

        private void check(float[] conditions) {
            for (int row = 0; row < rows; row++) {
                Preferences.check(owner, conditions, row * objectives, objectives);
            }
        }

        @Override
        public void close() {
            policy.close();
        }
    }
}
