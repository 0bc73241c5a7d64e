package io.polycritic.compute.blas;

import java.util.List;

/** Single-precision products of matrices in Java arrays. A thread-safe service; its results are deterministic. */
public interface Blas {
    /**
     * Names the implementation, for logs and reports.
     *
     * @return its name and version
     */
    String name();

    /**
     * Opens a workspace with the scratch memory that the given products need.
     *
     * @param products all forms that will be asked for
     * @return a workspace for one thread at a time; the caller closes it
     */
    Workspace open(List<Product> products);

    /** Scratch memory, and the products that use it. */
    interface Workspace extends AutoCloseable {
        /**
         * Multiplies. Allocates nothing.
         *
         * @param product one of the forms that the workspace was opened for
         * @param left the left matrix
         * @param right the right matrix
         * @param result where the result goes; must not overlap with the arguments
         */
        void multiply(Product product, Matrix left, Matrix right, Matrix result);

        /** Frees the scratch memory. */
        @Override
        void close();
    }
}
