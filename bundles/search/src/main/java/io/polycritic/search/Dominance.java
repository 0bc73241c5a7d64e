package io.polycritic.search;

import java.util.Arrays;

/** Pareto dominance among points whose objectives are all minimised. */
public final class Dominance {
    private Dominance() {}

    /**
     * Whether a point is nowhere worse than another one and better somewhere.
     *
     * @param a [k]
     * @param b [k]
     * @return true if {@code a} dominates {@code b}
     */
    public static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
            better |= a[i] < b[i];
        }
        return better;
    }

    /**
     * The fast non-dominated sort of Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II" (2002),
     * section III.A.
     *
     * @param points [n][k], finite
     * @return [n] the rank of each point: 0 for those that no other one dominates, 1 for those that only points of rank
     *     0 dominate, and so on
     */
    public static int[] ranks(double[][] points) {
        int n = points.length;
        int[] above = new int[n];
        int[][] below = new int[n][];
        int[] buffer = new int[n];
        for (int i = 0; i < n; i++) {
            int count = 0;
            for (int j = 0; j < n; j++) {
                if (dominates(points[i], points[j])) {
                    buffer[count++] = j;
                    above[j]++;
                }
            }
            below[i] = Arrays.copyOf(buffer, count);
        }
        int[] ranks = new int[n];
        int[] front = free(above);
        for (int rank = 0; front.length > 0; rank++) {
            int count = 0;
            for (int i : front) {
                ranks[i] = rank;
                for (int j : below[i]) {
                    if (--above[j] == 0) {
                        buffer[count++] = j;
                    }
                }
            }
            front = Arrays.copyOf(buffer, count);
        }
        return ranks;
    }

    /**
     * The points that no other one dominates.
     *
     * @param points [n][k], finite
     * @return their indices, ascending
     */
    public static int[] front(double[][] points) {
        return free(dominators(points));
    }

    private static int[] dominators(double[][] points) {
        int[] above = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            for (double[] other : points) {
                if (dominates(other, points[i])) {
                    above[i] = 1;
                    break;
                }
            }
        }
        return above;
    }

    private static int[] free(int[] above) {
        int[] indices = new int[above.length];
        int count = 0;
        for (int i = 0; i < above.length; i++) {
            if (above[i] == 0) {
                indices[count++] = i;
            }
        }
        return Arrays.copyOf(indices, count);
    }
}
