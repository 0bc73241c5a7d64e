package io.polycritic.api.learner;

import io.polycritic.api.experience.Space;
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

        @Override
        void close();
    }
}
