package io.polycritic.preference;

import io.polycritic.api.learner.Learner;
import org.osgi.annotation.versioning.ConsumerType;

/** A learner with a probability for each response to each prompt of a {@link PreferenceGame}. */
@ConsumerType
public interface TabularPolicy extends Learner {
    /**
     * What has been learned.
     *
     * @param prompt which prompt
     * @return [n] probabilities, a copy
     */
    double[] policy(int prompt);

    /**
     * How it came about, where the learner keeps that.
     *
     * @param prompt which prompt
     * @return the iterates; empty if they are not kept
     */
    Iterates iterates(int prompt);

    /**
     * All policies of a prompt in order.
     *
     * @param policies [T + 1, n], the first one included
     * @param steps [T], the step size eta between two of them
     */
    record Iterates(double[][] policies, double[] steps) {}
}
