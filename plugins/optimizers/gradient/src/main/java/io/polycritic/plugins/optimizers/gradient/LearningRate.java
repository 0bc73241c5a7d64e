package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.plugin.InvalidConfigException;

/**
 * The step size of each step: it rises in a straight line during the warm-up, then it stays or decays, and keeps its
 * last value.
 *
 * @param initial the rate after the warm-up
 * @param last the rate at the end of the decay and afterwards
 * @param decaySteps after how many steps the decay ends, 0 for a rate that stays
 * @param decay the way from {@code initial} to {@code last}
 * @param warmupSteps steps of the rise, 0 for none
 */
record LearningRate(double initial, double last, long decaySteps, Decay decay, long warmupSteps) {
    /** The way from the first rate to the last one. */
    public enum Decay {
        /** A straight line. */
        LINEAR,
        /** Half a cosine (Loshchilov and Hutter, "SGDR", 2017, equation 5, without restarts). */
        COSINE,
        /** The same factor in each step. */
        EXPONENTIAL,
        /** The first rate in all steps of the decay, the last one from then on. */
        STEP
    }

    LearningRate {
        boolean falls = decaySteps > 0 && decay == Decay.EXPONENTIAL;
        if (falls && (initial <= 0 || last <= 0)) {
            throw new InvalidConfigException(
                    initial <= 0 ? "learningRate" : "finalLearningRate",
                    "found 0, an exponential decay never reaches it; allowed is a number above 0");
        }
    }

    /** The rate of a step, counted from 1. */
    double at(long step) {
        if (step <= warmupSteps) {
            return initial * step / warmupSteps;
        }
        if (decaySteps == 0) {
            return initial;
        }
        double share = Math.min(1, (step - 1 - warmupSteps) / (double) decaySteps);
        return switch (decay) {
            case LINEAR -> initial + share * (last - initial);
            case COSINE -> last + (initial - last) * (1 + Math.cos(Math.PI * share)) / 2;
            case EXPONENTIAL -> initial * Math.pow(last / initial, share);
            case STEP -> share < 1 ? initial : last;
        };
    }
}
