package io.polycritic.numerics;

/**
 * Finds a step along a descent direction that lowers the function enough and at which its slope is small: the strong
 * Wolfe conditions (Nocedal and Wright, equations 3.7). Close to a minimum the decrease is lost in rounding; there the
 * approximate condition on slopes counts (Hager and Zhang, "A new conjugate gradient method with guaranteed descent",
 * 2005, equation 4.1). The interval that must contain such a step is halved or cut by cubic interpolation.
 */
final class LineSearch {
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final double ROUNDING = 1e-14;
    private static final int TRIALS = 60;

    private final Objective objective;
    private final double[] point;
    private final double[] gradientThere;
    private double valueThere;

    /** A step that was tried, the function and its slope there. */
    private record Trial(double step, double value, double slope) {}

    LineSearch(Objective objective, int n) {
        this.objective = objective;
        this.point = new double[n];
        this.gradientThere = new double[n];
    }

    /** The point that was found, or tried last. */
    double[] x() {
        return point;
    }

    double[] gradient() {
        return gradientThere;
    }

    double value() {
        return valueThere;
    }

    /**
     * Searches.
     *
     * @param first the step that is tried first
     * @return whether a step was found; also one that only lowers the function, after many trials
     */
    boolean along(double[] x, double value, double[] gradient, double[] direction, double first) {
        Trial begin = new Trial(0, value, Lbfgs.dot(gradient, direction));
        if (!(begin.slope < 0)) {
            return false;
        }
        Trial low = begin;
        Trial high = null;
        double step = first;
        for (int i = 0; i < TRIALS; i++) {
            Trial trial = at(x, direction, step);
            if (!Double.isFinite(trial.value) || !Double.isFinite(trial.slope) || !decreases(begin, trial)) {
                high = trial;
            } else if (trial.slope < CURVATURE * begin.slope) {
                low = trial;
            } else if (trial.slope > -CURVATURE * begin.slope) {
                high = trial;
            } else {
                return true;
            }
            double next = high == null ? 2 * step : between(low, high);
            if (next == step) {
                break;
            }
            step = next;
        }
        if (low.step > 0) {
            at(x, direction, low.step);
        }
        return low.step > 0 && low.value < value;
    }

    private Trial at(double[] x, double[] direction, double step) {
        System.arraycopy(x, 0, point, 0, x.length);
        Lbfgs.add(point, step, direction);
        valueThere = objective.evaluate(point, gradientThere);
        return new Trial(step, valueThere, Lbfgs.dot(gradientThere, direction));
    }

    private static boolean decreases(Trial begin, Trial trial) {
        boolean enough = trial.value <= begin.value + DECREASE * trial.step * begin.slope;
        boolean flat = trial.value <= begin.value + ROUNDING * Math.max(1, Math.abs(begin.value))
                && trial.slope <= (2 * DECREASE - 1) * begin.slope;
        return enough || flat;
    }

    /** The minimum of the cubic through two trials (equation 3.59), kept off the ends; else the middle. */
    private static double between(Trial low, Trial high) {
        double width = high.step - low.step;
        double middle = low.step + width / 2;
        if (!Double.isFinite(high.value) || !Double.isFinite(high.slope)) {
            return low.step + width / 10;
        }
        double d1 = low.slope + high.slope - 3 * (low.value - high.value) / (low.step - high.step);
        double square = d1 * d1 - low.slope * high.slope;
        if (!(square >= 0)) {
            return middle;
        }
        double d2 = Math.sqrt(square);
        double cubic = high.step - width * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
        boolean inside = cubic > low.step + 0.1 * width && cubic < high.step - 0.1 * width;
        return inside ? cubic : middle;
    }
}
