package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.TaskGradients;

/**
 * MGDA (Sener and Koltun, "Multi-task learning as multi-objective optimization", 2018, equation 3): the shortest vector
 * of the convex hull of all gradients, times their number m, so that of equal gradients it is the sum. Of two gradients
 * the weight of the first is (g_2 - g_1) . g_2 / |g_1 - g_2|^2, cut to 0 to 1 (equation 4).
 */
final class MinNorm implements AggregationRule {
    @Override
    public void apply(TaskGradients gradients, float[] result) {
        double[][] gram = Combination.gram(gradients.vectors());
        double[] weights =
                gram.length == 2 ? closest(gram) : new SimplexSearch(gram, new double[gram.length], 0, 1).minimise();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= weights.length;
        }
        Combination.of(weights, gradients.vectors(), result);
    }

    private static double[] closest(double[][] gram) {
        double apart = gram[0][0] - 2 * gram[0][1] + gram[1][1];
        double first = apart > 0 ? (gram[1][1] - gram[0][1]) / apart : 0.5;
        double cut = Math.max(0, Math.min(1, first));
        return new double[] {cut, 1 - cut};
    }
}
