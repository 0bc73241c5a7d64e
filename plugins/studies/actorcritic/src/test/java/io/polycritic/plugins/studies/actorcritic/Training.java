package io.polycritic.plugins.studies.actorcritic;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Trains a recipe without a platform. */
final class Training implements AutoCloseable {
    private final Recipe recipe;
    private final TestRun run;
    private final Map<String, Part> evaluators = new LinkedHashMap<>();
    private long steps;

    Training(JsonNode json, long seed, Compute compute, LinearAlgebra algebra) {
        this.recipe = new Recipe(json);
        this.run = new TestRun(seed, compute, algebra);
        for (Recipe.SlotSpec slot : recipe.slots()) {
            Part part = run.add(slot.path(), slot.plugin(), slot.config());
            run.weight(slot.path(), slot.weight());
            if (part instanceof Evaluator) {
                evaluators.put(slot.path(), part);
            }
        }
    }

    TestRun run() {
        return run;
    }

    long steps() {
        return steps;
    }

    void update() {
        steps += run.part("learner", Learner.class).update().steps();
    }

    /** Lets one evaluator measure, in a world of its own. */
    Map<String, Double> evaluate(String name) {
        Recipe.SlotSpec slot = recipe.slots().get(0);
        Map<String, Part> parts = new HashMap<>();
        for (Recipe.SlotSpec spec : recipe.slots()) {
            parts.put(spec.path(), run.part(spec.path(), Part.class));
        }
        Map<String, Double> means = new LinkedHashMap<>();
        try (TestRun other = new TestRun(1000, null, null)) {
            Environment world = other.add("environment", (EnvironmentFactory<?>) slot.plugin(), slot.config());
            TestSubject subject = new TestSubject(steps, parts, (World) world);
            for (Measure measure : ((Evaluator) evaluators.get("evaluators." + name)).evaluate(subject)) {
                means.put(measure.name(), measure.mean());
            }
        }
        return means;
    }

    @Override
    public void close() {
        run.close();
    }
}
