package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.multitask.LinearSystem;

/**
 * IMTL-G (Liu et al., "Towards impartial multi-task learning", 2021, equation 5): weights a of sum 1 such that g = sum
 * a_i g_i has the same projection on all unit gradients u_i. With the first objective's weight eliminated, those of the
 * others solve sum_k a_k (g_1 - g_k) . (u_1 - u_j) = g_1 . (u_1 - u_j) for each j > 1. Objectives whose gradient is 0
 * have no direction and the weight 0; where the system is singular, as for parallel gradients, all others count alike.
 */
final class EqualProjection implements AggregationRule {
    @Override
    public void apply(TaskGradients gradients, float[] result) {
        double[][] gram = Combination.gram(gradients.vectors());
        int count = gram.length;
        int[] kept = new int[count];
        int m = 0;
        for (int i = 0; i < count; i++) {
            if (gram[i][i] > 0) {
                kept[m++] = i;
            }
        }
        double[] weights = new double[count];
        if (m > 0) {
            double[] solved = solve(gram, kept, m);
            for (int i = 0; i < m; i++) {
                weights[kept[i]] = solved[i];
            }
        }
        Combination.of(weights, gradients.vectors(), result);
    }

    private static double[] solve(double[][] gram, int[] kept, int m) {
        double[][] a = new double[m - 1][m - 1];
        double[] b = new double[m - 1];
        int first = kept[0];
        for (int j = 1; j < m; j++) {
            for (int k = 1; k < m; k++) {
                a[j - 1][k - 1] = apart(gram, first, first, kept[j]) - apart(gram, kept[k], first, kept[j]);
            }
            b[j - 1] = apart(gram, first, first, kept[j]);
        }
        double[] weights = new double[m];
        if (LinearSystem.solve(a, b)) {
            weights[0] = 1;
            for (int k = 1; k < m; k++) {
                weights[k] = b[k - 1];
                weights[0] -= b[k - 1];
            }
        } else {
            java.util.Arrays.fill(weights, 1.0 / m);
        }
        return weights;
    }

    /** g_i . (u_a - u_b). */
    private static double apart(double[][] gram, int i, int a, int b) {
        return gram[i][a] / Math.sqrt(gram[a][a]) - gram[i][b] / Math.sqrt(gram[b][b]);
    }
}
