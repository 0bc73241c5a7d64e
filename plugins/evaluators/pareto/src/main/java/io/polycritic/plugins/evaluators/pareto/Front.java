package io.polycritic.plugins.evaluators.pareto;

import io.polycritic.search.Dominance;
import io.polycritic.search.Hypervolume;
import java.util.Arrays;
import java.util.List;

/**
 * What a policy costs under each of several preferences, in shares of a box, all to be small.
 *
 * @param preferences the preferences
 * @param points the costs under each of them, [n][k]
 */
record Front(List<float[]> preferences, double[][] points) {
    /** The volume between the points and (1, .., 1); points below 0 count as such. */
    double hypervolume() {
        double[] worst = new double[points[0].length];
        Arrays.fill(worst, 1);
        return Hypervolume.of(points, worst);
    }

    /** How many points no other one dominates. */
    int size() {
        return Dominance.front(points).length;
    }

    /**
     * The mean over neighbouring points of the front of their squared distances along each objective: Xu et al.,
     * "Prediction-guided multi-objective reinforcement learning for continuous robot control", 2020, section 3.2. 0 for
     * a front of one point.
     */
    double sparsity() {
        int[] front = Dominance.front(points);
        if (front.length < 2) {
            return 0;
        }
        double sum = 0;
        for (int k = 0; k < points[0].length; k++) {
            double[] sorted = new double[front.length];
            for (int i = 0; i < front.length; i++) {
                sorted[i] = points[front[i]][k];
            }
            Arrays.sort(sorted);
            for (int i = 1; i < sorted.length; i++) {
                sum += (sorted[i] - sorted[i - 1]) * (sorted[i] - sorted[i - 1]);
            }
        }
        return sum / (front.length - 1);
    }

    /**
     * The mean over preferences w of the greatest w.v, v being 1 minus a point: the expected utility of Zintgraf et
     * al., "Quality assessment of MORL algorithms: a utility-based approach", 2015, section 4, where a user picks the
     * best point.
     */
    double expectedUtility() {
        double sum = 0;
        for (float[] preference : preferences) {
            double best = Double.NEGATIVE_INFINITY;
            for (double[] point : points) {
                double utility = 0;
                for (int k = 0; k < point.length; k++) {
                    utility += preference[k] * (1 - point[k]);
                }
                best = Math.max(best, utility);
            }
            sum += best;
        }
        return sum / preferences.size();
    }

    /**
     * Spearman's rank correlation of the first weight with a cost, over all preferences; 0 where the cost is the same
     * everywhere.
     */
    double monotonicity(int cost) {
        double[] weights = preferences.stream().mapToDouble(w -> w[0]).toArray();
        double[] costs = Arrays.stream(points).mapToDouble(point -> point[cost]).toArray();
        return correlation(ranks(weights), ranks(costs));
    }

    /** Ranks from 0; equal numbers share the mean of theirs. */
    static double[] ranks(double[] numbers) {
        double[] ranks = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            int below = 0;
            int equal = 0;
            for (double other : numbers) {
                below += other < numbers[i] ? 1 : 0;
                equal += other == numbers[i] ? 1 : 0;
            }
            ranks[i] = below + (equal - 1) / 2.0;
        }
        return ranks;
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double product = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < x.length; i++) {
            product += (x[i] - meanX) * (y[i] - meanY);
            squaresX += (x[i] - meanX) * (x[i] - meanX);
            squaresY += (y[i] - meanY) * (y[i] - meanY);
        }
        return squaresX == 0 || squaresY == 0 ? 0 : product / Math.sqrt(squaresX * squaresY);
    }
}
