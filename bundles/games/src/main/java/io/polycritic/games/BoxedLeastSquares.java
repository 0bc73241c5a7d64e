package io.polycritic.games;

/** Least squares within a box, by coordinate descent on the normal equations, which a box cannot mislead. */
final class BoxedLeastSquares {
    private static final int SWEEPS = 10_000;
    private static final double RIDGE = 1e-9;

    private BoxedLeastSquares() {}

    /**
     * Minimises w'Aw / 2 - b'w with all |w| at most a limit.
     *
     * @param products A, positive semidefinite
     * @param targets b
     * @param limit of each weight
     */
    static double[] solve(double[][] products, double[] targets, double limit) {
        double[] w = new double[targets.length];
        double moved = 1;
        for (int sweep = 0; sweep < SWEEPS && moved > 1e-12; sweep++) {
            moved = 0;
            for (int k = 0; k < w.length; k++) {
                double left = targets[k];
                for (int j = 0; j < w.length; j++) {
                    left -= j == k ? 0 : products[k][j] * w[j];
                }
                double best = Math.max(-limit, Math.min(limit, left / (products[k][k] + RIDGE)));
                moved = Math.max(moved, Math.abs(best - w[k]));
                w[k] = best;
            }
        }
        return w;
    }
}
