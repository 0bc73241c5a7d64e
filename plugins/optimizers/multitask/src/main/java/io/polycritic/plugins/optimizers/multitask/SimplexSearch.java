package io.polycritic.plugins.optimizers.multitask;

/**
 * Minimises b . w + r sqrt(w' M w) + q w' M w over weights w >= 0 of sum 1, by pairwise Frank-Wolfe steps
 * (Lacoste-Julien and Jaggi, "On the global linear convergence of Frank-Wolfe optimization variants", 2015, algorithm
 * 2) with an exact search of the step: weight goes from the objective that gains least by it to the one that gains
 * most. Of two objectives the first step is the solution.
 */
record SimplexSearch(double[][] gram, double[] linear, double root, double quadratic) {
    private static final int MOST_STEPS = 500;
    private static final int HALVINGS = 60;
    private static final double ENOUGH = 1e-10;

    /** The best weights, found from equal ones. */
    double[] minimise() {
        int count = gram.length;
        double[] weights = new double[count];
        java.util.Arrays.fill(weights, 1.0 / count);
        double[] slope = new double[count];
        for (int step = 0; step < MOST_STEPS; step++) {
            slopes(weights, slope);
            int to = 0;
            int from = -1;
            double size = 0;
            for (int i = 0; i < count; i++) {
                to = slope[i] < slope[to] ? i : to;
                from = weights[i] > 0 && (from < 0 || slope[i] > slope[from]) ? i : from;
                size = Math.max(size, Math.abs(slope[i]));
            }
            if (!(slope[from] - slope[to] > ENOUGH * size)) {
                break;
            }
            double moved = length(weights, to, from);
            weights[to] += moved;
            weights[from] -= moved;
        }
        return weights;
    }

    private void slopes(double[] weights, double[] into) {
        double square = 0;
        for (int i = 0; i < weights.length; i++) {
            into[i] = row(i, weights);
            square += weights[i] * into[i];
        }
        double factor = factor(square);
        for (int i = 0; i < weights.length; i++) {
            into[i] = linear[i] + factor * into[i];
        }
    }

    private double row(int i, double[] weights) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += gram[i][j] * weights[j];
        }
        return sum;
    }

    /** What M w is multiplied with in the gradient, given w' M w. */
    private double factor(double square) {
        return (square > 0 ? root / Math.sqrt(square) : 0) + 2 * quadratic;
    }

    /** The best length of a move of weight, where the slope along it, which only rises, is 0. */
    private double length(double[] weights, int to, int from) {
        double rise = linear[to] - linear[from];
        double first = row(to, weights) - row(from, weights);
        double second = gram[to][to] - 2 * gram[to][from] + gram[from][from];
        double square = 0;
        for (int i = 0; i < weights.length; i++) {
            square += weights[i] * row(i, weights);
        }
        double low = 0;
        double high = weights[from];
        for (int i = 0; i < HALVINGS; i++) {
            double length = i == 0 ? high : (low + high) / 2;
            double at = square + length * (2 * first + length * second);
            double slope = rise + factor(Math.max(0, at)) * (first + length * second);
            if (slope > 0) {
                high = length;
            } else if (i == 0) {
                return high;
            } else {
                low = length;
            }
        }
        return (low + high) / 2;
    }
}
