package io.polycritic.numerics;

/** A smooth function of n numbers. */
@FunctionalInterface
public interface Objective {
    /**
     * Its value and gradient.
     *
     * @param x [n], where; not to be changed
     * @param gradient [n], written to
     * @return the value
     */
    double evaluate(double[] x, double[] gradient);
}
