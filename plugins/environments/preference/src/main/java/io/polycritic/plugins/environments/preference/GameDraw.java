package io.polycritic.plugins.environments.preference;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.preference.Judge;
import io.polycritic.preference.PreferenceMatrix;

/**
 * Draws games: P(i > j) = sigmoid(t (u_i - u_j) + c r_i r_j sin(a_i - a_j)) with qualities u ~ N(0, 1), angles a ~ U(0,
 * 2 pi) and radii r ~ U(0.5, 2). The second part has no order: who is a bit further round the circle is preferred.
 *
 * @param responses n
 * @param transitive t
 * @param cyclic c
 */
record GameDraw(int responses, double transitive, double cyclic) {
    private static final double LEAST_RADIUS = 0.5;
    private static final double RADIUS_RANGE = 1.5;

    PreferenceMatrix preferences(RandomStream random) {
        int n = responses;
        double[] quality = new double[n];
        double[] angle = new double[n];
        double[] radius = new double[n];
        for (int i = 0; i < n; i++) {
            quality[i] = random.nextGaussian();
            angle[i] = 2 * Math.PI * random.nextDouble();
            radius[i] = LEAST_RADIUS + RADIUS_RANGE * random.nextDouble();
        }
        double[] p = new double[n * n];
        for (int i = 0; i < n; i++) {
            p[i * n + i] = 0.5;
            for (int j = 0; j < i; j++) {
                double turn = radius[i] * radius[j] * Math.sin(angle[i] - angle[j]);
                double logit = transitive * (quality[i] - quality[j]) + cyclic * turn;
                p[i * n + j] = Judge.OF_LOG_ODDS.probability(logit);
                p[j * n + i] = 1 - p[i * n + j];
            }
        }
        return PreferenceMatrix.of(n, p);
    }

    /** softmax(N(0, 1)). */
    double[] reference(RandomStream random) {
        double[] mu = new double[responses];
        double sum = 0;
        for (int i = 0; i < mu.length; i++) {
            mu[i] = Math.exp(random.nextGaussian());
            sum += mu[i];
        }
        for (int i = 0; i < mu.length; i++) {
            mu[i] /= sum;
        }
        return mu;
    }
}
