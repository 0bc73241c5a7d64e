package io.polycritic.api.tensor;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Dense linear algebra in double precision, for evaluators and set-up work; not for inner loops. A thread-safe service.
 */
@ProviderType
public interface LinearAlgebra {
    /**
     * Solves a x = b by least squares.
     *
     * @param a [m, n], row-major
     * @param m rows, at least n
     * @param n columns
     * @param b [m, k], row-major
     * @param k right-hand sides
     * @return x, [n, k], row-major
     */
    double[] solve(double[] a, int m, int n, double[] b, int k);

    /**
     * The singular values of a matrix.
     *
     * @param a [m, n], row-major
     * @param m rows
     * @param n columns
     * @return min(m, n) values, largest first
     */
    double[] singularValues(double[] a, int m, int n);
}
