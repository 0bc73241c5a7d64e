package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.TaskGradients;

/**
 * CAGrad (Liu et al., "Conflict-averse gradient descent for multi-task learning", 2021, algorithm 1): with g_0 the mean
 * gradient and g_w = sum w_i g_i, w of the simplex minimises g_w . g_0 + c |g_0| |g_w|; the result is g_0 + c |g_0| /
 * |g_w| g_w.
 */
final class ConflictAverse implements AggregationRule {
    private final double c;

    ConflictAverse(double c) {
        this.c = c;
    }

    @Override
    public void apply(TaskGradients gradients, float[] result) {
        double[][] gram = Combination.gram(gradients.vectors());
        int count = gram.length;
        double[] withMean = new double[count];
        double meanSquare = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                withMean[i] += gram[i][j] / count;
            }
            meanSquare += withMean[i] / count;
        }
        double radius = c * Math.sqrt(Math.max(0, meanSquare));
        double[] weights = new SimplexSearch(gram, withMean, radius, 0).minimise();
        double square = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                square += weights[i] * gram[i][j] * weights[j];
            }
        }
        double stretch = square > 0 ? radius / Math.sqrt(square) : 0;
        for (int i = 0; i < count; i++) {
            weights[i] = 1.0 / count + stretch * weights[i];
        }
        Combination.of(weights, gradients.vectors(), result);
    }
}
