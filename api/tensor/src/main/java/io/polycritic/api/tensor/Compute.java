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
}
