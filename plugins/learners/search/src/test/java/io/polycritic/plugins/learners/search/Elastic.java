package io.polycritic.plugins.learners.search;

import io.polycritic.api.tensor.Compute;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import java.util.List;
import java.util.Map;

/** A small super-network over {@link Bars}. */
final class Elastic {
    static final Compute COMPUTE = CompiledCompute.withJavaBlas();
    static final Map<String, Object> CONFIG = Map.of(
            "patch",
            4,
            "width",
            8,
            "headSize",
            4,
            "depths",
            List.of(1, 2),
            "heads",
            List.of(1, 2),
            "hidden",
            List.of(4, 12),
            "minibatch",
            16,
            "gradientSteps",
            2);

    private Elastic() {}

    static TestRun run() {
        TestRun run = new TestRun(1, COMPUTE, null);
        run.seat("environment", new Bars(run.context("environment").random("pictures")));
        run.add("optimizers.network", new AdamW(), Map.of("learningRate", 0.01));
        return run;
    }
}
