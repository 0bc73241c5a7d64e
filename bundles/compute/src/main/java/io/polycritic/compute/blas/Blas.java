package io.polycritic.compute.blas;

import java.nio.FloatBuffer;

/** Single-precision products of matrices in native memory. A thread-safe service; its results are deterministic. */
public interface Blas {
    /**
     * Names the implementation, for logs and reports.
     *
     * @return its name and version
     */
    String name();

    /**
     * Binds a product to the memory of its matrices, so that it can be done again and again.
     *
     * @param product its form
     * @param left a direct buffer of native byte order, at its index 0 the left matrix
     * @param right the same for the right matrix
     * @param result the same for the result [m, n], without gaps; must not overlap with the arguments
     * @return the bound product, for one thread at a time
     */
    Multiplication bind(Product product, FloatBuffer left, FloatBuffer right, FloatBuffer result);

    /** A product of given matrices. */
    interface Multiplication {
        /** Multiplies. Allocates nothing. */
        void run();
    }
}
