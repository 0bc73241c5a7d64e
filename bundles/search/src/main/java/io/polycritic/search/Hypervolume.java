package io.polycritic.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The volume that a set of points dominates up to a reference point, all objectives minimised: exact, by the algorithm
 * WFG of While, Bradstreet and Barone, "A fast way of calculating exact hypervolumes" (2012): the sum over points of
 * what each dominates and the later ones do not.
 */
public final class Hypervolume {
    private final double[] reference;

    private Hypervolume(double[] reference) {
        this.reference = reference;
    }

    /**
     * Measures.
     *
     * @param points [n][k], in any order, dominated ones and duplicates included; those that are not better than the
     *     reference in every objective count nothing
     * @param reference [k], k at least 1
     * @return the volume, 0 for no points
     * @throws IllegalArgumentException if a point has another number of objectives, or is not a number somewhere
     */
    public static double of(double[][] points, double[] reference) {
        List<double[]> inside = new ArrayList<>();
        for (double[] point : points) {
            if (point.length != reference.length) {
                throw new IllegalArgumentException("a point has " + point.length + " objectives, the reference "
                        + reference.length + ": " + Arrays.toString(point));
            }
            if (Arrays.stream(point).anyMatch(Double::isNaN)) {
                throw new IllegalArgumentException("not a number in the point " + Arrays.toString(point));
            }
            if (isInside(point, reference)) {
                inside.add(point);
            }
        }
        return new Hypervolume(reference).volume(inside);
    }

    private static boolean isInside(double[] point, double[] reference) {
        for (int i = 0; i < point.length; i++) {
            if (point[i] >= reference[i]) {
                return false;
            }
        }
        return true;
    }

    /** The volume of points that are all better than the reference. */
    private double volume(List<double[]> points) {
        List<double[]> front = front(points);
        // In this order limiting later points to an earlier one's box leaves few that are not dominated.
        front.sort(Comparator.comparingDouble(point -> point[point.length - 1]));
        return reference.length <= 2 ? swept(front) : slices(front);
    }

    private double slices(List<double[]> front) {
        double sum = 0;
        for (int i = 0; i < front.size(); i++) {
            double[] corner = front.get(i);
            List<double[]> limited = new ArrayList<>();
            for (double[] other : front.subList(i + 1, front.size())) {
                limited.add(worse(corner, other));
            }
            sum += box(corner) - (limited.isEmpty() ? 0 : volume(limited));
        }
        return sum;
    }

    /** One or two objectives: a sweep over a front that is sorted by the last one. */
    private double swept(List<double[]> front) {
        double sum = 0;
        double right = reference[0];
        for (double[] point : front) {
            double depth = point.length == 1 ? 1 : reference[1] - point[1];
            sum += (right - point[0]) * depth;
            right = point[0];
        }
        return sum;
    }

    private double box(double[] corner) {
        double product = 1;
        for (int i = 0; i < corner.length; i++) {
            product *= reference[i] - corner[i];
        }
        return product;
    }

    private static double[] worse(double[] a, double[] b) {
        double[] worse = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            worse[i] = Math.max(a[i], b[i]);
        }
        return worse;
    }

    /** The points that no other one dominates, each once. */
    private static List<double[]> front(List<double[]> points) {
        List<double[]> front = new ArrayList<>();
        for (double[] point : points) {
            if (front.stream().noneMatch(other -> Dominance.dominates(other, point) || Arrays.equals(other, point))) {
                front.removeIf(other -> Dominance.dominates(point, other));
                front.add(point);
            }
        }
        return front;
    }
}
