package io.polycritic.api.tensor;

import org.osgi.annotation.versioning.ProviderType;

/** Compiles computations to programs. A thread-safe service. */
@ProviderType
public interface Compute {
    /**
     * Compiles a computation: derives its gradients, drops what is not needed, plans and allocates buffers.
     *
     * @param computation what to compute
     * @return a program for one thread at a time; the caller closes it
     */
    Program compile(Computation computation);

    /**
     * Counts the multiplications that products of matrices have taken in all runs of all programs so far. What was done
     * in some time, divided by that time and by what the machine can do, is the share of its peak that was reached.
     *
     * @return a number that grows
     */
    long work();
}
