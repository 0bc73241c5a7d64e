package io.polycritic.plugins.rewards.skills;

/** Singular values by Hestenes' one-sided Jacobi rotations: independent of the power iteration under test. */
final class JacobiSvd {
    private JacobiSvd() {}

    /** The largest singular value of a matrix [m, n]. */
    static double largest(float[] matrix, int m, int n) {
        double[][] columns = new double[n][m];
        for (int r = 0; r < m; r++) {
            for (int c = 0; c < n; c++) {
                columns[c][r] = matrix[r * n + c];
            }
        }
        for (int sweep = 0; sweep < 60; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(columns[p], columns[q]);
                }
            }
        }
        double largest = 0;
        for (double[] column : columns) {
            largest = Math.max(largest, Math.sqrt(dot(column, column)));
        }
        return largest;
    }

    private static void rotate(double[] p, double[] q) {
        double mixed = dot(p, q);
        if (Math.abs(mixed) < 1e-15) {
            return;
        }
        double zeta = (dot(q, q) - dot(p, p)) / (2 * mixed);
        double t = Math.signum(zeta == 0 ? 1 : zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        double cos = 1 / Math.sqrt(1 + t * t);
        double sin = cos * t;
        for (int i = 0; i < p.length; i++) {
            double kept = p[i];
            p[i] = cos * kept - sin * q[i];
            q[i] = sin * kept + cos * q[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
