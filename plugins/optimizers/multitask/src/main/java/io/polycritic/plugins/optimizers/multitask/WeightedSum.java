package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.plugin.InvalidConfigException;
import java.util.Arrays;

/** The sum of w_i v_i, with w_i = 1 where no weights are given. */
final class WeightedSum implements AggregationRule {
    private final double[] given;
    private double[] weights = {};

    WeightedSum(double[] given) {
        this.given = given;
    }

    @Override
    public void apply(TaskGradients gradients, float[] result) {
        int count = gradients.count();
        if (given.length != 0 && given.length != count) {
            throw new InvalidConfigException(
                    "weights",
                    "found " + given.length + " numbers, allowed is none or one for each of " + count + " objectives: "
                            + Arrays.toString(gradients.names()));
        }
        if (weights.length != count) {
            weights = given.length == 0 ? new double[count] : given;
            if (given.length == 0) {
                Arrays.fill(weights, 1);
            }
        }
        Combination.of(weights, gradients.vectors(), result);
    }
}
