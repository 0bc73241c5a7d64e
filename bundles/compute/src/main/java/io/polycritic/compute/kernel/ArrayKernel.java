package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;

/** A kernel that computes a single value. */
interface ArrayKernel {
    void run();

    Storage result();
}
