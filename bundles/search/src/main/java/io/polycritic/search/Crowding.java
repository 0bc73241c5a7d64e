package io.polycritic.search;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How far a point of a front is from its neighbours: Deb et al. (2002), section III.B. */
public final class Crowding {
    private Crowding() {}

    /**
     * The crowding distances of points with their ranks: for each rank and objective, points are sorted, and each gets
     * the difference between its two neighbours, divided by the range of the objective within the rank.
     *
     * @param points [n][k], finite
     * @param ranks [n]
     * @return [n]; infinite for the least and the greatest of each rank in each objective
     */
    public static double[] distances(double[][] points, int[] ranks) {
        double[] distances = new double[points.length];
        int last = IntStream.of(ranks).max().orElse(-1);
        for (int rank = 0; rank <= last; rank++) {
            int wanted = rank;
            int[] members = IntStream.range(0, points.length)
                    .filter(i -> ranks[i] == wanted)
                    .toArray();
            add(points, members, distances);
        }
        return distances;
    }

    private static void add(double[][] points, int[] members, double[] distances) {
        for (int k = 0; k < points[members[0]].length; k++) {
            int axis = k;
            int[] order = IntStream.of(members)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> points[i][axis]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int end = order.length - 1;
            double range = points[order[end]][axis] - points[order[0]][axis];
            distances[order[0]] = Double.POSITIVE_INFINITY;
            distances[order[end]] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < end && range > 0; i++) {
                distances[order[i]] += (points[order[i + 1]][axis] - points[order[i - 1]][axis]) / range;
            }
        }
    }
}
