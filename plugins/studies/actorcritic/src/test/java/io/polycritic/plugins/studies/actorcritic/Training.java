package io.polycritic.plugins.studies.actorcritic;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
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
        this(json, seed, compute, algebra, Map.of());
    }

    /** A training that may ask for frozen copies of other runs, by their id. */
    Training(JsonNode json, long seed, Compute compute, LinearAlgebra algebra, Map<String, Subject> frozen) {
        this.recipe = new Recipe(json);
        this.run = new TestRun(seed, compute, algebra);
        frozen.forEach(run::frozen);
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

    /**
     * The parts as they are now, and a world of their own. The caller closes the other run, which the world is part of.
     */
    Subject subject(TestRun other) {
        Recipe.SlotSpec slot = recipe.slots().get(0);
        Environment world = other.add("environment", (EnvironmentFactory<?>) slot.plugin(), slot.config());
        Map<String, Part> parts = new HashMap<>();
        for (Recipe.SlotSpec spec : recipe.slots()) {
            parts.put(spec.path(), run.part(spec.path(), Part.class));
        }
        return new TestSubject(steps, parts, (World) world);
    }

    /** Lets one evaluator measure. */
    Map<String, Double> evaluate(String name) {
        Map<String, Double> means = new LinkedHashMap<>();
        try (TestRun other = new TestRun(1000, null, null)) {
            Evaluator evaluator = (Evaluator) evaluators.get("evaluators." + name);
            for (Measure measure : evaluator.evaluate(subject(other))) {
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
