package io.polycritic.plugins.learners.critique;

import io.polycritic.api.plugin.Part;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.reasoning.PlantErrors;
import io.polycritic.plugins.environments.reasoning.ShapeScenes;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs with models so small that they cost nothing. */
final class Small {
    /** What makes a model small. */
    static final Map<String, Object> MODEL =
            Map.of("width", 8, "heads", 2, "layers", 1, "minibatch", 2, "gradientSteps", 1);

    private Small() {}

    static Map<String, Object> with(Map<String, ?> more) {
        Map<String, Object> config = new LinkedHashMap<>(MODEL);
        config.putAll(more);
        return config;
    }

    /** Scenes, spoiled paths, and an optimizer. */
    static TestRun run() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new ShapeScenes(), Map.of());
        run.add("streams.errors", new PlantErrors(), Map.of());
        run.add("optimizers.model", new AdamW(), Map.of("learningRate", 0.01));
        return run;
    }

    /** The same with untrained models as frozen runs: {@code critic}, {@code reasoner}, {@code encoder}. */
    static TestRun withModels() {
        TestRun run = run();
        run.frozen("critic", frozen(Map.of("lesson", "critique", "stream", "streams.errors")));
        run.frozen("reasoner", frozen(Map.of("lesson", "path")));
        run.frozen("encoder", frozen(Map.of("lesson", "attributes")));
        return run;
    }

    private static TestSubject frozen(Map<String, ?> config) {
        TestRun other = run();
        Part learner = other.add("learner", new TinyVlmSft(), with(config));
        return new TestSubject(0, Map.of("learner", learner), null);
    }
}
