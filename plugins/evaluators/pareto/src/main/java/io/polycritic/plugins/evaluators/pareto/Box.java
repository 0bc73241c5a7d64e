package io.polycritic.plugins.evaluators.pareto;

import io.polycritic.api.plugin.InvalidConfigException;
import java.util.Arrays;

/**
 * The box between the best and the worst that counts in a system, in which costs are measured from 0 to 1.
 *
 * @param system the system's name
 * @param ideal the least costs
 * @param reference the greatest costs
 */
record Box(String system, double[] ideal, double[] reference) {
    /** Refuses a box without inside. */
    static Box of(String system, double[] ideal, double[] reference) {
        for (int i = 0; i < ideal.length; i++) {
            if (!(ideal[i] < reference[i])) {
                throw new InvalidConfigException(
                        "references",
                        "found " + Arrays.toString(reference) + " for " + system
                                + ", allowed is above its ideal point, " + Arrays.toString(ideal));
            }
        }
        return new Box(system, ideal, reference);
    }

    /** Costs as shares of the box; outside of it below 0 or above 1. */
    double[] shares(double[] costs) {
        double[] shares = new double[costs.length];
        for (int i = 0; i < costs.length; i++) {
            shares[i] = (costs[i] - ideal[i]) / (reference[i] - ideal[i]);
        }
        return shares;
    }
}
