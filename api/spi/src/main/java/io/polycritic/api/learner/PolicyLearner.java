package io.polycritic.api.learner;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Space;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A learner that acts in a world. */
@ConsumerType
public interface PolicyLearner extends Learner {
    /**
     * What the policy is conditioned on besides observations.
     *
     * @return for example a skill of two numbers; empty if nothing
     */
    Space condition();

    /**
     * Makes an actor that uses the learner's present parameters.
     *
     * @param rows how many observations it acts on at once
     * @param mode how it acts
     * @return the policy; the caller closes it
     */
    Policy policy(int rows, Mode mode);

    /**
     * Makes an actor for a world that is like the run's but has other spaces. A policy over a set of rows acts on any
     * number of them; others act in worlds of their own spaces alone.
     *
     * @param world what that world is like
     * @param rows how many observations it acts on at once
     * @param mode how it acts
     * @return the policy; the caller closes it; nothing if the learner cannot act there
     */
    default Optional<Policy> policy(EnvironmentSpec world, int rows, Mode mode) {
        return Optional.empty();
    }

    /**
     * Adds what this learner says of experience to a batch of it, so that critics can judge what they have not been
     * trained on, such as an episode of an evaluator. Only fields that judges read are needed.
     *
     * @param batch rows of experience in leading axes [T, L]; has the fields observation, nextObservation, action,
     *     signals, ending and those of {@link #condition}, as the environment describes them
     */
    default void describe(Batch batch) {}

    /** How a policy acts. */
    enum Mode {
        /** As in training: samples. */
        EXPLORE,
        /** The most likely action. */
        EVALUATE
    }

    /** Acts for a fixed number of rows. */
    @ConsumerType
    interface Policy extends AutoCloseable {
        /**
         * Chooses actions.
         *
         * @param observations [rows, o], in the units of the environment
         * @param conditions [rows, d] as in {@link PolicyLearner#condition}; ignored if that is empty
         * @param actions [rows, a], written to
         */
        void act(float[] observations, float[] conditions, float[] actions);

        /**
         * How likely each action is, where there is a finite number n of them. Where the action space has several
         * categories, as for several agents, n counts their combinations, the last category fastest. In mode
         * {@link Mode#EVALUATE} that is 1 for the action that {@link #act} takes.
         *
         * @param observations [rows, o], in the units of the environment
         * @param conditions [rows, d], as in {@link #act}
         * @param probabilities [rows, n], written to
         * @throws UnsupportedOperationException if the policy cannot say so, or actions are numbers
         */
        default void probabilities(float[] observations, float[] conditions, float[] probabilities) {
            throw new UnsupportedOperationException("this policy does not say how likely its actions are");
        }

        @Override
        void close();
    }
}
