package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.environments.memory.PrioritizedReplay;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes of live settings of the parts around a learner. */
class LiveChangeTest {
    private static final Map<String, Object> MEMORY = Map.of("capacity", 64, "steps", 3, "discount", 0.5);
    private static final Map<String, Object> CRITIC = Map.of("hidden", List.of(32), "discount", 0.5);

    private static TestRun run() {
        TestRun run = SmallRuns.turn();
        SmallRuns.memory(run, new PrioritizedReplay(), MEMORY);
        SmallRuns.learner(run, new Sac(), Map.of("lanes", 2, "noiseCorrelation", 0.5));
        return run;
    }

    private static void goesOnAsBefore(String path, PartFactory<?, ?> plugin, Map<String, ?> config) {
        try (TestRun left = run();
                TestRun changed = run()) {
            SmallRuns.update(left, 10);
            SmallRuns.update(changed, 10);
            changed.change(path, plugin, config);
            SmallRuns.update(left, 10);
            SmallRuns.update(changed, 10);
            for (String each : List.of("learner", "critics.task", "streams.replay", "optimizers.actor")) {
                assertArrayEquals(SmallRuns.state(left, each), SmallRuns.state(changed, each), path + ": " + each);
            }
        }
    }

    @Test
    void aPartThatIsMadeAgainLeavesTheOthersAsTheyWouldBe() {
        goesOnAsBefore("learner", new Sac(), SmallRuns.config(new Sac(), Map.of("lanes", 2, "noiseCorrelation", 0.5)));
        goesOnAsBefore("critics.task", new TwinQ(), CRITIC);
        goesOnAsBefore("streams.replay", new PrioritizedReplay(), MEMORY);
        goesOnAsBefore("rewards.task", new EnvironmentReward(), Map.of());
        goesOnAsBefore("optimizers.actor", new Adam(), Map.of("learningRate", 0.003));
        goesOnAsBefore("optimizers.critics", new Adam(), Map.of("learningRate", 0.003));
    }

    @Test
    void theLearnerHearsTheCriticWithItsNewSetting() {
        try (TestRun left = run();
                TestRun changed = run()) {
            SmallRuns.update(left, 10);
            SmallRuns.update(changed, 10);
            Map<String, Object> other = new HashMap<>(CRITIC);
            other.put("policyValue", "first");
            changed.change("critics.task", new TwinQ(), other);
            SmallRuns.update(left, 1);
            SmallRuns.update(changed, 1);
            float[] policy = SmallRuns.state(left, "learner");
            assertFalse(Arrays.equals(policy, SmallRuns.state(changed, "learner")), "the policy is judged as before");
        }
    }

    @Test
    void aTemperatureThatDoesNotMoveIsWhatTheSettingSays() {
        try (TestRun run = SmallRuns.turn()) {
            Map<String, Object> config =
                    new HashMap<>(SmallRuns.config(new Sac(), Map.of("automatic", false, "temperature", 0.2)));
            run.add("learner", new Sac(), config);
            SmallRuns.update(run, 3);
            assertEquals(0.2f, run.metrics().get("learner/temperature"), 1e-7);
            config.put("temperature", 0.05);
            run.change("learner", new Sac(), config);
            SmallRuns.update(run, 1);
            assertEquals(0.05f, run.metrics().get("learner/temperature"), 1e-7);
        }
    }
}
