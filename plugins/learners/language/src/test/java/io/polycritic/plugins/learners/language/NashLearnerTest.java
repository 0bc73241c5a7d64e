package io.polycritic.plugins.learners.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.language.TextPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NashLearnerTest {
    private static TextPolicy learner(TestRun run, Map<String, ?> config) {
        run.add("learner", new NashPg(), config);
        return run.part("learner", TextPolicy.class);
    }

    private static Map<String, Object> config(String key, Object value) {
        return Map.of("run", "sft", "prompts", 8, "preference", "brevity", key, value);
    }

    /** It begins as the reference, so there is no distance at first; then the model likes it more and more. */
    @Test
    void aPolicyIsPreferredMoreAndMoreToItsReference() {
        try (TestRun run = SmallRuns.judged()) {
            TextPolicy learner =
                    learner(run, Map.of("run", "sft", "prompts", 8, "preference", "brevity", "beta", 1, "tau", 0.01));
            learner.update();
            assertEquals(0, run.metrics().get("learner/divergence"), 1e-4);
            double first = 0;
            double last = 0;
            for (int i = 0; i < 40; i++) {
                assertEquals(8, learner.update().steps());
                double preferred = run.metrics().get("learner/preferred");
                first += i < 10 ? preferred / 10 : 0;
                last += i >= 30 ? preferred / 10 : 0;
            }
            assertTrue(last > first + 0.1, last + " after " + first);
            assertTrue(run.metrics().get("learner/divergence") > 0.01);
        }
    }

    /**
     * An average that takes all of the newest weights is the policy itself: the same as a mixture without reference.
     */
    @Test
    void anAverageOfTheNewestWeightsAloneIsSelfPlay() {
        try (TestRun one = SmallRuns.judged();
                TestRun other = SmallRuns.judged()) {
            TextPolicy mixture = learner(one, config("beta", 0));
            TextPolicy average = learner(
                    other,
                    Map.of(
                            "run",
                            "sft",
                            "prompts",
                            8,
                            "preference",
                            "brevity",
                            "opponent",
                            "average",
                            "averageRate",
                            1));
            for (int i = 0; i < 3; i++) {
                mixture.update();
                average.update();
            }
            assertArrayEquals(
                    mixture.languageModel().parameters().values(),
                    average.languageModel().parameters().values());
        }
    }

    @Test
    void aHiddenJudgeTrainsNobody() {
        try (TestRun run = SmallRuns.judged()) {
            TextPolicy learner = learner(run, Map.of("run", "sft", "prompts", 8, "preference", "judge"));
            PolycriticException refused = assertThrows(PolycriticException.class, learner::update);
            assertEquals("rewards.judge", refused.path());
        }
    }

    @Test
    void badSettingsAreRefusedByName() {
        try (TestRun run = SmallRuns.judged()) {
            assertRefused(run, "tau", Map.of("run", "sft", "tau", 0), "equilibrium is not unique");
            assertRefused(run, "beta", Map.of("run", "sft", "beta", 1.5), "from 0 to 1");
            assertRefused(run, "averageRate", Map.of("run", "sft", "averageRate", -1), "from 0 to 1");
            assertRefused(run, "run", Map.of("run", "mute"), "has no text policy");
        }
    }

    private static void assertRefused(TestRun run, String key, Map<String, ?> config, String why) {
        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, () -> run.add("learner", new NashPg(), config));
        assertEquals(key, refused.path());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }
}
