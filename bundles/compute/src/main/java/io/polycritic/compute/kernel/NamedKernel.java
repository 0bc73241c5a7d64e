package io.polycritic.compute.kernel;

import io.polycritic.compute.graph.Value;

/** A kernel of a single value, which knows the value's name. */
record NamedKernel(Value value, ArrayKernel kernel) implements Kernel {
    @Override
    public void run() {
        kernel.run();
    }

    @Override
    public String diagnose() {
        kernel.run();
        return Finite.all(kernel.result()) ? null : value.toString();
    }
}
