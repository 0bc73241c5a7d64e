package io.polycritic.plugins.learners.language;

import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.language.PostsSummary;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import java.util.Map;

/** Runs of the smallest models. */
final class SmallRuns {
    static final Map<String, Object> MODEL = Map.of("width", 8, "layers", 1, "heads", 2);

    private SmallRuns() {}

    /** Posts and an optimizer. */
    static TestRun posts() {
        return posts(1);
    }

    static TestRun posts(long seed) {
        TestRun run = new TestRun(seed, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new PostsSummary(), Map.of());
        run.add("optimizers.policy", new AdamW(), Map.of("learningRate", 0.01));
        return run;
    }

    /** The smallest model with other settings. */
    static Map<String, Object> model(Map<String, Object> others) {
        Map<String, Object> all = new java.util.LinkedHashMap<>(MODEL);
        all.putAll(others);
        return all;
    }
}
