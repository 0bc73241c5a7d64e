package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.optimizers.multitask.GradientSurgery;
import io.polycritic.plugins.optimizers.multitask.PcGrad;
import java.util.HashMap;
import java.util.Map;

/** Small runs of several tasks. */
final class SmallRuns {
    static final Map<String, Object> NET = Map.of("hidden", java.util.List.of(16, 8), "batch", 32, "gradientSteps", 4);

    private SmallRuns() {}

    /** A run without a learner, whose optimizers are PCGrad over Adam. */
    static TestRun run(long seed, double keep) {
        TestRun run = new TestRun(seed, CompiledCompute.withJavaBlas(), null);
        run.seat("environment", new Blobs(run.context("environment").random("points"), keep));
        run.add("optimizers.base", new Adam(), Map.of("learningRate", 0.01));
        run.add("optimizers.aggregator", new PcGrad(), Map.of());
        run.add("optimizers.shared", new GradientSurgery(), Map.of());
        return run;
    }

    /** The same with a learner. */
    static TestRun learning(long seed, double keep, Map<String, ?> config) {
        TestRun run = run(seed, keep);
        Map<String, Object> all = new HashMap<>(NET);
        all.putAll(config);
        run.add("learner", new MultiTaskNet(), all);
        return run;
    }

    static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }
}
