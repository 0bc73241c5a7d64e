package io.polycritic.preference;

import io.polycritic.numerics.Lbfgs;
import java.util.Arrays;

/** Rewards that explain preferences as well as rewards can. */
public final class BradleyTerryFit {
    private static final Lbfgs SEARCH = new Lbfgs(20, 1e-13, 2000);

    private BradleyTerryFit() {}

    /**
     * The rewards r that maximise the expected log-likelihood, sum over i, j of w_i w_j P(i > j) log sigmoid(r_i -
     * r_j), of comparisons of responses that are both drawn with probabilities w. Where preferences are those of a
     * Bradley-Terry model, they are its rewards.
     *
     * @param preferences P
     * @param weights w [n], positive
     * @return r [n], with the mean 0 under w
     */
    public static double[] rewards(PreferenceMatrix preferences, double[] weights) {
        int n = preferences.size();
        double[] rewards = SEARCH.minimise((r, gradient) -> loss(preferences, weights, r, gradient), new double[n])
                .x();
        double mean = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            mean += weights[i] * rewards[i];
            total += weights[i];
        }
        for (int i = 0; i < n; i++) {
            rewards[i] -= mean / total;
        }
        return rewards;
    }

    private static double loss(PreferenceMatrix preferences, double[] weights, double[] r, double[] gradient) {
        int n = r.length;
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double z = r[i] - r[j];
                double weight = weights[i] * weights[j] * preferences.probability(i, j);
                // -log sigmoid(z), without overflow
                loss += weight * (Math.max(-z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
                double slope = weight / (1 + Math.exp(z));
                gradient[i] -= slope;
                gradient[j] += slope;
            }
        }
        return loss;
    }
}
