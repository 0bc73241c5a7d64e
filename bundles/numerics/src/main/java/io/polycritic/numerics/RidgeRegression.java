package io.polycritic.numerics;

import io.polycritic.api.tensor.LinearAlgebra;

/**
 * Ridge regression with an intercept that is not shrunk: least squares with one row sqrt(ridge) e_k more for each
 * coefficient.
 *
 * @param algebra solves
 * @param ridge the weight of the coefficients' squared length
 */
public record RidgeRegression(LinearAlgebra algebra, double ridge) {
    /**
     * Fits and predicts.
     *
     * @param x [m, n], known inputs
     * @param y [m, k], known outputs
     * @param asked [q, n]
     * @return [q, k]
     */
    public double[][] predict(double[][] x, double[][] y, double[][] asked) {
        int m = x.length;
        int n = x[0].length;
        int k = y[0].length;
        double[] a = new double[(m + n) * (n + 1)];
        double[] b = new double[(m + n) * k];
        for (int row = 0; row < m; row++) {
            a[row * (n + 1)] = 1;
            System.arraycopy(x[row], 0, a, row * (n + 1) + 1, n);
            System.arraycopy(y[row], 0, b, row * k, k);
        }
        for (int i = 0; i < n; i++) {
            a[(m + i) * (n + 1) + 1 + i] = Math.sqrt(ridge);
        }
        double[] coefficients = algebra.solve(a, m + n, n + 1, b, k);
        double[][] predicted = new double[asked.length][k];
        for (int row = 0; row < asked.length; row++) {
            for (int j = 0; j < k; j++) {
                double sum = coefficients[j];
                for (int i = 0; i < n; i++) {
                    sum += asked[row][i] * coefficients[(i + 1) * k + j];
                }
                predicted[row][j] = sum;
            }
        }
        return predicted;
    }

    /**
     * The share of the variance that predictions explain, R^2: 1 - squared errors / squared distances from the mean,
     * over all outputs.
     *
     * @param truth [q, k]
     * @param predicted [q, k]
     * @return at most 1; 0 where the truth does not vary
     */
    public static double determination(double[][] truth, double[][] predicted) {
        int k = truth[0].length;
        double errors = 0;
        double spread = 0;
        for (int j = 0; j < k; j++) {
            double mean = 0;
            for (double[] row : truth) {
                mean += row[j] / truth.length;
            }
            for (int row = 0; row < truth.length; row++) {
                errors += Math.pow(truth[row][j] - predicted[row][j], 2);
                spread += Math.pow(truth[row][j] - mean, 2);
            }
        }
        return spread < 1e-18 ? 0 : 1 - errors / spread;
    }
}
