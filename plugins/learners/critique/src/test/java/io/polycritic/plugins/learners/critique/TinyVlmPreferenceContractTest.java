package io.polycritic.plugins.learners.critique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.critique.DpoContrast;
import io.polycritic.plugins.rewards.critique.RbrJaccard;
import io.polycritic.vlm.VlmLearner;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TinyVlmPreferenceContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new TinyVlmPreference();
    }

    @Override
    protected TestRun run() {
        TestRun run = Small.withModels();
        run.seat("rewards.rbr", new TokenReward());
        run.add("critics.pairs", new DpoContrast(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "critic", "items", 2, "samples", 3, "rows", 6, "minibatch", 2, "gap", 0);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
    }

    private static int hash(VlmLearner learner) {
        return Arrays.hashCode(learner.parameters().values());
    }

    /** The first pairs are compared at the reference itself. */
    @Test
    void theFirstLossIsLogTwoAndTheReferenceStays() {
        try (TestRun run = run()) {
            VlmLearner reference = VlmModel.frozen(run.context("learner"), "critic");
            int before = hash(reference);
            VlmLearner learner = (VlmLearner) run.add("learner", new TinyVlmPreference(), config());
            assertEquals(before, hash(learner));
            while (!run.metrics().containsKey("learner/pairs.loss")) {
                assertEquals(before, hash(learner), "nothing is learned before there are enough pairs");
                learner.update();
            }
            assertEquals(Math.log(2), run.metrics().get("learner/pairs.loss"), 1e-4);
            assertEquals(before, hash(reference));
            assertNotEquals(before, hash(learner));
            for (int i = 0; i < 3; i++) {
                learner.update();
            }
            assertNotEquals(Math.log(2), run.metrics().get("learner/pairs.loss"), 1e-6);
        }
    }

    @Test
    void critiquesThatAllScoreTheSameMakeNoPair() {
        try (TestRun run = run()) {
            run.add("rewards.rbr", new RbrJaccard(), Map.of("overlapWeight", 0, "judgeWeight", 0));
            Learner learner = run.add(
                    "learner",
                    new TinyVlmPreference(),
                    Map.of("run", "critic", "items", 4, "rows", 10, "minibatch", 4, "gap", 0.2));
            PolycriticException empty = assertThrows(PolycriticException.class, learner::update);
            assertTrue(empty.getMessage().contains("preference stream empty"), empty.getMessage());
            assertEquals(0, run.metrics().get("learner/pairs"));
        }
    }

    @Test
    void aModelThatWritesPathsIsNoCritic() {
        try (TestRun run = run()) {
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("learner", new TinyVlmPreference(), Map.of("run", "reasoner")));
            assertEquals("run", refused.path());
        }
    }
}
