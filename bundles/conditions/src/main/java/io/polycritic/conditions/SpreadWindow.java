package io.polycritic.conditions;

import java.util.Arrays;

/**
 * The standard deviation of a window, divided by n. Means and sums of squared deviations are kept in a binary tree and
 * combined by the pairwise formula of Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for
 * Computing Sample Variances" (1979), equation 2.1: it does not cancel where the mean is large.
 */
final class SpreadWindow implements Window {
    private final int length;
    private final int[] counts;
    private final double[] means;

    /** Sums of squared deviations from the mean. */
    private final double[] squares;

    SpreadWindow(int length) {
        this.length = length;
        this.counts = new int[2 * length];
        this.means = new double[2 * length];
        this.squares = new double[2 * length];
        Arrays.fill(counts, length, 2 * length, 1);
        for (int node = length - 1; node >= 1; node--) {
            counts[node] = counts[2 * node] + counts[2 * node + 1];
        }
    }

    @Override
    public void add(long index, double value, double dropped) {
        int node = length + (int) (index % length);
        means[node] = value;
        squares[node] = value - value; // 0, or NaN where the value is not finite
        for (node /= 2; node >= 1; node /= 2) {
            combine(node, 2 * node, 2 * node + 1);
        }
    }

    private void combine(int node, int a, int b) {
        double difference = means[b] - means[a];
        double share = (double) counts[b] / counts[node];
        means[node] = means[a] + difference * share;
        squares[node] = squares[a] + squares[b] + difference * difference * share * counts[a];
    }

    @Override
    public double value() {
        return Math.sqrt(squares[1] / length);
    }
}
