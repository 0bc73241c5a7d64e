package io.polycritic.plugins.learners.multitask;

/**
 * The loss of heads that have the end form of attention trained on isotropic prompts, K_h = w_h I on the covariates and
 * values mu_h on y alone, for long prompts (after arXiv 2503.12734, section 4): L = 1 + s2 - 2 mu . w + mu' (w w' + (1
 * + s2) / L exp(d w w')) mu, exp number by number. A head's mean is then w_h beta . x_q, by exponential tilting, and
 * the noise of two heads has the covariance (1 + s2) exp(d w_h w_k) / L.
 *
 * @param dimension d
 * @param length L
 * @param noise s2
 */
record ReducedLoss(int dimension, int length, double noise) {
    /** The loss. */
    double at(double[] mu, double[] w) {
        double signal = dot(mu, w);
        double spread = 0;
        for (int h = 0; h < mu.length; h++) {
            for (int k = 0; k < mu.length; k++) {
                spread += mu[h] * mu[k] * Math.exp(dimension * w[h] * w[k]);
            }
        }
        return 1 + noise - 2 * signal + signal * signal + (1 + noise) / length * spread;
    }

    /** The gradient with respect to mu and w, each of length H. */
    void gradient(double[] mu, double[] w, double[] byMu, double[] byW) {
        double rest = dot(mu, w) - 1;
        double share = (1 + noise) / length;
        for (int h = 0; h < mu.length; h++) {
            byMu[h] = 2 * rest * w[h];
            byW[h] = 2 * rest * mu[h];
            for (int k = 0; k < mu.length; k++) {
                double tilt = 2 * share * mu[k] * Math.exp(dimension * w[h] * w[k]);
                byMu[h] += tilt;
                byW[h] += dimension * mu[h] * w[k] * tilt;
            }
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
