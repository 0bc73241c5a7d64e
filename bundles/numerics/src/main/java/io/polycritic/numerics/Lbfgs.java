package io.polycritic.numerics;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Minimises a smooth function by the limited-memory BFGS method (Nocedal and Wright, "Numerical Optimization", 2nd
 * edition, algorithms 7.4 and 7.5) with a line search for the strong Wolfe conditions.
 *
 * @param memory pairs of steps and changes of the gradient that are kept, at least 1; 10 is usual
 * @param tolerance the largest magnitude of the gradient's numbers at which it has converged, not negative
 * @param iterations steps at most, not negative
 */
public record Lbfgs(int memory, double tolerance, int iterations) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException naming the number that is out of range
     */
    public Lbfgs {
        require(memory >= 1, "memory", memory, "at least 1");
        require(tolerance >= 0, "tolerance", tolerance, "at least 0");
        require(iterations >= 0, "iterations", iterations, "at least 0");
    }

    private static void require(boolean allowed, String name, Object found, String limit) {
        if (!allowed) {
            throw new IllegalArgumentException(name + " is " + found + ", allowed is " + limit);
        }
    }

    /**
     * Where a minimisation has ended.
     *
     * @param x [n], the best point
     * @param value the function there
     * @param gradientNorm the largest magnitude of the gradient's numbers there
     * @param iterations steps that were made
     * @param converged whether the gradient is within the tolerance; if not, the steps were used up or no step lowered
     *     the function any more
     */
    public record Result(double[] x, double value, double gradientNorm, int iterations, boolean converged) {}

    /** A step s, the change y of the gradient along it, and 1 / (y s). */
    private record Pair(double[] s, double[] y, double rho) {}

    /**
     * Minimises.
     *
     * @param objective the function; finite at the start
     * @param start [n], where to begin; not changed
     * @return where it has ended
     * @throws IllegalArgumentException if value or gradient is not finite at the start
     */
    public Result minimise(Objective objective, double[] start) {
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = objective.evaluate(x, gradient);
        if (!Double.isFinite(value) || !Double.isFinite(largest(gradient))) {
            throw new IllegalArgumentException("the function is " + value + " at the start, with a gradient of size "
                    + largest(gradient) + "; both must be finite");
        }
        LineSearch search = new LineSearch(objective, x.length);
        Deque<Pair> pairs = new ArrayDeque<>();
        int made = 0;
        while (made < iterations && largest(gradient) > tolerance) {
            double[] direction = direction(gradient, pairs);
            double first = pairs.isEmpty() ? Math.min(1, 1 / norm(gradient)) : 1;
            boolean lower = search.along(x, value, gradient, direction, first);
            if (!lower && pairs.isEmpty()) {
                break;
            }
            if (lower) {
                remember(pairs, difference(search.x(), x), difference(search.gradient(), gradient));
                x = search.x().clone();
                gradient = search.gradient().clone();
                value = search.value();
                made++;
            } else {
                pairs.clear(); // the model of the curvature is of no use here; begin anew with the steepest descent
            }
        }
        double size = largest(gradient);
        return new Result(x, value, size, made, size <= tolerance);
    }

    /** Minus the inverse Hessian's estimate times the gradient (two-loop recursion, algorithm 7.4). */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] q = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int at = 0;
        for (Pair pair : pairs) { // the newest first
            alphas[at] = pair.rho * dot(pair.s, q);
            add(q, -alphas[at++], pair.y);
        }
        if (!pairs.isEmpty()) {
            Pair newest = pairs.peekFirst();
            scale(q, 1 / (newest.rho * dot(newest.y, newest.y)));
        }
        for (var oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            add(q, alphas[--at] - pair.rho * dot(pair.y, q), pair.s);
        }
        scale(q, -1);
        return q;
    }

    /** Keeps a pair of positive curvature; without it the estimate would not stay positive definite. */
    private void remember(Deque<Pair> pairs, double[] s, double[] y) {
        double curvature = dot(s, y);
        if (curvature > 1e-16 * dot(y, y)) {
            if (pairs.size() == memory) {
                pairs.removeLast();
            }
            pairs.addFirst(new Pair(s, y, 1 / curvature));
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] result = a.clone();
        add(result, -1, b);
        return result;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void add(double[] to, double factor, double[] x) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * x[i];
        }
    }

    private static void scale(double[] x, double factor) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
    }

    private static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    /** The largest magnitude; not a number if there is one that is none. */
    private static double largest(double[] x) {
        double most = 0;
        for (double number : x) {
            most = Math.max(most, Math.abs(number));
        }
        return most;
    }
}
