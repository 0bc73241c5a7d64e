package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.multitask.LinearSystem;

/**
 * What is known of linear regression in context with coefficients of mean 0 and covariance I / d, covariates of mean 0
 * and covariance Sigma, and noise of variance s2, for one target's d covariates.
 *
 * <p>The best single step of gradient descent with a matrix G, y_hat = sum_l y_l x_l' G x_q / L, has G = ((L + 1) / L
 * Sigma + (tr Sigma + d s2) / L I)^-1. On covariates less their mean in the prompt, whose scatter has L - 1 degrees of
 * freedom, it is G = (Sigma + (tr Sigma + d s2) / L I)^-1: debiased gradient descent (after arXiv 2503.12734, section
 * 5). The best of all predictors is ridge regression with the penalty d s2.
 *
 * @param sigma [d][d], the covariance of the target's covariates
 * @param noise s2
 */
record LinearOracle(double[][] sigma, double noise) {
    private int d() {
        return sigma.length;
    }

    /** The best step of gradient descent for prompts of a length, on covariates as they are or less their mean. */
    double[][] step(int length, boolean debiased) {
        double trace = 0;
        for (int i = 0; i < d(); i++) {
            trace += sigma[i][i];
        }
        double[][] step = new double[d()][d()];
        for (int column = 0; column < d(); column++) {
            double[][] matrix = new double[d()][d()];
            for (int i = 0; i < d(); i++) {
                for (int j = 0; j < d(); j++) {
                    matrix[i][j] = sigma[i][j] * (debiased ? 1 : (length + 1.0) / length);
                }
                matrix[i][i] += (trace + d() * noise) / length;
            }
            double[] solved = new double[d()];
            solved[column] = 1;
            LinearSystem.solve(matrix, solved);
            for (int i = 0; i < d(); i++) {
                step[i][column] = solved[i];
            }
        }
        return step;
    }

    /** The risk of debiased gradient descent where Sigma = I: 1 + s2 - (L - 1) / (L + d (1 + s2)). */
    static double debiasedRisk(int d, int length, double noise) {
        return 1 + noise - (length - 1) / (length + d * (1 + noise));
    }

    /** The risk of gradient descent where Sigma = I: 1 + s2 - L / (L + 1 + d (1 + s2)). */
    static double descentRisk(int d, int length, double noise) {
        return 1 + noise - length / (length + 1 + d * (1 + noise));
    }

    /**
     * The answer of a step of gradient descent.
     *
     * @param x [L + 1][d], the query last
     * @param y [L]
     * @param step [d][d]
     */
    double descend(double[][] x, double[] y, double[][] step, boolean debiased) {
        int length = y.length;
        double[] mean = new double[d()];
        double[] moment = new double[d()];
        for (int l = 0; l < length; l++) {
            for (int i = 0; i < d(); i++) {
                mean[i] += debiased ? x[l][i] / length : 0;
            }
        }
        for (int l = 0; l < length; l++) {
            for (int i = 0; i < d(); i++) {
                moment[i] += y[l] * (x[l][i] - mean[i]) / length;
            }
        }
        double answer = 0;
        for (int i = 0; i < d(); i++) {
            for (int j = 0; j < d(); j++) {
                answer += moment[i] * step[i][j] * x[length][j];
            }
        }
        return answer;
    }

    /** The answer of ridge regression, which is the mean of the answer given the prompt. */
    double ridge(double[][] x, double[] y) {
        int length = y.length;
        double[][] gram = new double[d()][d()];
        double[] moment = new double[d()];
        for (int l = 0; l < length; l++) {
            for (int i = 0; i < d(); i++) {
                moment[i] += x[l][i] * y[l];
                for (int j = 0; j < d(); j++) {
                    gram[i][j] += x[l][i] * x[l][j];
                }
            }
        }
        for (int i = 0; i < d(); i++) {
            gram[i][i] += d() * noise;
        }
        if (!LinearSystem.solve(gram, moment)) {
            return 0;
        }
        double answer = 0;
        for (int i = 0; i < d(); i++) {
            answer += moment[i] * x[length][i];
        }
        return answer;
    }
}
