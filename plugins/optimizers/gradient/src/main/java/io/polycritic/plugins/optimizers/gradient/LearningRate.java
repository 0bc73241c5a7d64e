package io.polycritic.plugins.optimizers.gradient;

/**
 * A learning rate that stays, or falls in a straight line.
 *
 * @param initial the rate of the first step
 * @param last the rate at the end of the line and afterwards
 * @param decaySteps after how many steps the line ends, 0 for a rate that stays
 */
record LearningRate(double initial, double last, long decaySteps) {
    /** The rate of a step, counted from 1. */
    double at(long step) {
        if (decaySteps == 0) {
            return initial;
        }
        double share = Math.min(1, (step - 1) / (double) decaySteps);
        return initial + share * (last - initial);
    }
}
