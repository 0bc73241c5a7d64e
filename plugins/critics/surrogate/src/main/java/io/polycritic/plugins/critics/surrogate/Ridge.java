package io.polycritic.plugins.critics.surrogate;

/**
 * Ridge regression (Hoerl and Kennard, 1970): minimises |y - X w - b|^2 + alpha |w|^2, so that with centred columns
 * (X^T X + alpha I) w = X^T y, solved by Cholesky's method.
 *
 * @param penalty alpha
 */
record Ridge(double penalty) implements Method {
    @Override
    public Model fit(double[][] rows, double[] targets) {
        int f = rows[0].length;
        double[] means = new double[f];
        double mean = 0;
        for (int i = 0; i < rows.length; i++) {
            mean += targets[i] / rows.length;
            for (int j = 0; j < f; j++) {
                means[j] += rows[i][j] / rows.length;
            }
        }
        double[][] gram = new double[f][f];
        double[] weights = new double[f];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < f; j++) {
                double x = rows[i][j] - means[j];
                weights[j] += x * (targets[i] - mean);
                for (int k = 0; k <= j; k++) {
                    gram[j][k] += x * (rows[i][k] - means[k]);
                }
            }
        }
        for (int j = 0; j < f; j++) {
            gram[j][j] += penalty;
        }
        solve(gram, weights);
        double offset = mean;
        for (int j = 0; j < f; j++) {
            offset -= weights[j] * means[j];
        }
        double intercept = offset;
        return row -> {
            double sum = intercept;
            for (int j = 0; j < f; j++) {
                sum += weights[j] * row[j];
            }
            return sum;
        };
    }

    /** Solves a x = b for a positive definite matrix, of which the lower half is given; both are overwritten. */
    private static void solve(double[][] a, double[] b) {
        int n = b.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= a[i][k] * b[k];
            }
            b[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                b[i] -= a[k][i] * b[k];
            }
            b[i] /= a[i][i];
        }
    }
}
