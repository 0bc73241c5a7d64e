package io.polycritic.bench;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.tensor.Compute;
import io.polycritic.catalog.Catalog;
import java.util.Map;

/**
 * What is measured.
 *
 * @param runs the engine
 * @param compute the compiler of training steps
 * @param catalog where optimizers come from
 */
record Platform(RunControl runs, Compute compute, Catalog catalog) {
    private static final double LEARNING_RATE = 1e-3;

    /** A new Adam, as a run would get it. */
    GradientOptimizer optimizer() {
        return (GradientOptimizer) catalog.resolve(Kind.OPTIMIZER, "adam", "optimizers.bench")
                .create(Map.of("learningRate", LEARNING_RATE), new BenchContext(compute));
    }
}
