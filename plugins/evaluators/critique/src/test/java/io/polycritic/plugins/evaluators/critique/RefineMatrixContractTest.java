package io.polycritic.plugins.evaluators.critique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.critique.PathStream;
import io.polycritic.plugins.environments.reasoning.ShapeScenes;
import io.polycritic.scenes.SceneTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefineMatrixContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new RefineMatrix();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new ShapeScenes(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "evaluators.refine";
    }

    @Test
    void eachAnswerIsInOneCellOfTheMatrix() {
        try (TestRun run = run()) {
            PathStream world = run.part("environment", PathStream.class);
            run.add(path(), new RefineMatrix(), Map.of("items", 600));
            TestSubject subject =
                    new TestSubject(0, Map.of("environment", world, "learner", new Acted.Actor(world)), null);
            Map<String, Measure> measures = new HashMap<>();
            for (Measure measure : run.part(path(), Evaluator.class).evaluate(subject)) {
                measures.put(measure.name(), measure);
            }
            assertEquals(600, measures.get("accuracy").samples().length);
            for (String quarter : List.of("wrongToRight", "rightToWrong", "rightToRight", "wrongToWrong")) {
                assertEquals(0.25, measures.get(quarter).mean(), 1e-12, quarter);
            }
            assertEquals(0.5, measures.get("accuracy").mean(), 1e-12);
            assertEquals(0.5, measures.get("firstAccuracy").mean(), 1e-12);
            assertEquals(0.25, measures.get("wrongToRight1").mean(), 1e-12);
            assertEquals(0.25, measures.get("rightToWrong1").mean(), 1e-12);
            assertEquals(0.5, measures.get("stopPassed").mean(), 1e-12);
            assertEquals(0.25, measures.get("stopUnchanged").mean(), 1e-12);
            assertEquals(20, measures.get("tokens").mean(), 1e-12);
            assertEquals(1, measures.get("ownJaccard").mean(), 0.02);
            assertEquals(0, measures.get("hallucination").mean(), 1e-12);
            // A path without anything does not follow from its claims, and claims nothing false.
            assertEquals(0.5, measures.get("errors" + SceneTokens.ARITH).mean(), 1e-12);
            assertEquals(0.5, measures.get("heeded" + SceneTokens.ARITH).mean(), 0.02);
            assertEquals(0.5, measures.get("heeded" + SceneTokens.MISSED).mean(), 0.1);
            assertEquals(0, measures.get("errors" + SceneTokens.ABSENT).mean(), 1e-12);
            assertNull(measures.get("heeded" + SceneTokens.ABSENT));
        }
    }

    @Test
    void aLearnerThatDoesNotRefineIsRefused() {
        try (TestRun run = run()) {
            PathStream world = run.part("environment", PathStream.class);
            Evaluator evaluator = run.add(path(), new RefineMatrix(), Map.of());
            TestSubject subject = new TestSubject(0, Map.of("environment", world), null);
            assertThrows(PolycriticException.class, () -> evaluator.evaluate(subject));
        }
    }
}
