package io.polycritic.multitask;

/** Small systems of linear equations, for inner loops in which a call of a native library costs more than the work. */
public final class LinearSystem {
    private static final double SINGULAR = 1e-12;

    private LinearSystem() {}

    /**
     * Solves A x = b by Gaussian elimination with partial pivoting (Golub and Van Loan, "Matrix computations", 4th
     * edition, algorithm 3.4.1).
     *
     * @param a [n][n]; used up
     * @param b [n]; afterwards x, if there is a solution
     * @return false if a pivot is less than 1e-12 of the largest number of A, so that A is singular or nearly so
     */
    public static boolean solve(double[][] a, double[] b) {
        int n = b.length;
        double largest = 0;
        for (double[] row : a) {
            for (double number : row) {
                largest = Math.max(largest, Math.abs(number));
            }
        }
        for (int k = 0; k < n; k++) {
            swap(a, b, k, pivot(a, k));
            if (!(Math.abs(a[k][k]) > SINGULAR * largest)) {
                return false;
            }
            for (int row = k + 1; row < n; row++) {
                double factor = a[row][k] / a[k][k];
                for (int column = k; column < n; column++) {
                    a[row][column] -= factor * a[k][column];
                }
                b[row] -= factor * b[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int column = k + 1; column < n; column++) {
                b[k] -= a[k][column] * b[column];
            }
            b[k] /= a[k][k];
        }
        return true;
    }

    private static int pivot(double[][] a, int column) {
        int best = column;
        for (int row = column + 1; row < a.length; row++) {
            best = Math.abs(a[row][column]) > Math.abs(a[best][column]) ? row : best;
        }
        return best;
    }

    private static void swap(double[][] a, double[] b, int one, int other) {
        double[] row = a[one];
        a[one] = a[other];
        a[other] = row;
        double number = b[one];
        b[one] = b[other];
        b[other] = number;
    }
}
