package io.polycritic.plugins.evaluators.critique;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.critique.PathStream;
import io.polycritic.plugins.environments.reasoning.ShapeScenes;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CritiqueJaccardContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new CritiqueJaccard();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new ShapeScenes(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "evaluators.critique";
    }

    @Test
    void anotherPictureTakesAwayWhatMustBeSeenAndNothingElse() {
        try (TestRun run = run()) {
            PathStream world = run.part("environment", PathStream.class);
            Evaluator evaluator = run.add(path(), new CritiqueJaccard(), Map.of("items", 300));
            TestSubject subject =
                    new TestSubject(0, Map.of("environment", world, "critics.critique", new Acted.Seer(world)), null);
            Map<String, Measure> measures = new HashMap<>();
            for (Measure measure : evaluator.evaluate(subject)) {
                measures.put(measure.name(), measure);
            }
            assertEquals(300, measures.get("jaccard").samples().length);
            assertEquals(1, measures.get("jaccard").mean(), 1e-12);
            assertEquals(1, measures.get("jaccardDrawn").mean(), 1e-12);
            assertEquals(1, measures.get("recallSeen").mean(), 1e-12);
            assertEquals(0, measures.get("recallSeenOtherPicture").mean(), 0.02);
            assertEquals(1, measures.get("recallDerivedOtherPicture").mean(), 1e-12);
            assertEquals(1, measures.get("lostSeen").mean(), 0.02);
            assertEquals(0, measures.get("lostDerived").mean(), 1e-12);
            assertEquals(1, measures.get("recall5").mean(), 1e-12);
        }
    }
}
