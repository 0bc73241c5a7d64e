package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.EnsembleQ;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.environments.memory.PrioritizedReplay;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import io.polycritic.rl.ReplayMemory;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OffPolicyLearnerTest {
    private static void continuesBitForBit(Supplier<TestRun> runs, LearnerFactory<?> learner, Map<String, ?> config) {
        try (TestRun whole = runs.get();
                TestRun second = runs.get()) {
            SmallRuns.learner(whole, learner, config);
            SmallRuns.learner(second, learner, config);
            SmallRuns.update(whole, 13);
            Map<String, State> saved = whole.save();
            SmallRuns.update(whole, 9);
            second.load(saved);
            SmallRuns.update(second, 9);
            for (String path : new String[] {"learner", "critics.task", "streams.replay"}) {
                float[] expected = SmallRuns.state(whole, path);
                assertTrue(expected.length > 0 || path.equals("learner"), path);
                assertArrayEquals(expected, SmallRuns.state(second, path), path);
            }
            second.metrics()
                    .forEach((name, value) -> assertEquals(whole.metrics().get(name), value, name));
        }
    }

    /** Small enough that the memory is full and old rows are written over. */
    private static TestRun small(TestRun run, boolean prioritized) {
        Map<String, ?> config = Map.of("capacity", 64, "steps", 3, "discount", 0.5);
        if (prioritized) {
            SmallRuns.memory(run, new PrioritizedReplay(), config);
        }
        return run;
    }

    @Test
    void continuesBitForBitAfterLoading() {
        continuesBitForBit(SmallRuns::identity, new Dqn(), Map.of("trainEvery", 3));
        continuesBitForBit(() -> small(SmallRuns.identity(), true), new Dqn(), Map.of("lanes", 3, "updates", 2));
        continuesBitForBit(SmallRuns::identity, new Sac(), Map.of("lanes", 2));
        continuesBitForBit(SmallRuns::turn, new Sac(), Map.of("noiseCorrelation", 0.5));
        continuesBitForBit(SmallRuns::turn, new Td3(), Map.of("noiseCorrelation", 0.5));
        continuesBitForBit(() -> small(SmallRuns.turn(new EnsembleQ()), true), new Sac(), Map.of());
    }

    /** Before learning begins, steps are made in bounded updates; afterwards each update is one optimisation. */
    @Test
    void countsStepsAndEpisodes() {
        try (TestRun run = SmallRuns.turn()) {
            SmallRuns.learner(run, new Sac(), Map.of("warmup", 100, "lanes", 2, "trainEvery", 4, "updates", 3));
            Learner learner = run.part("learner", Learner.class);
            assertEquals(new Learner.Update(104, 20), learner.update());
            assertFalse(run.metrics().containsKey("critics.task/loss"));
            assertEquals(new Learner.Update(8, 2), learner.update());
            assertTrue(run.metrics().containsKey("critics.task/loss"));
            assertEquals(new Learner.Update(0, 0), learner.update());
            assertEquals(new Learner.Update(0, 0), learner.update());
            assertEquals(new Learner.Update(8, 2), learner.update());
            assertEquals(120, run.part("streams.replay", ReplayMemory.class).size());
            assertEquals(5, run.metrics().get("learner/episodeLength"));
        }
    }

    @Test
    void longWarmupsAreCutIntoPieces() {
        try (TestRun run = SmallRuns.turn()) {
            SmallRuns.learner(run, new Sac(), Map.of("warmup", 100000));
            Learner.Update update = run.part("learner", Learner.class).update();
            assertEquals(64, update.steps());
        }
    }

    @Test
    void exploresAroundTheBestAction() {
        for (LearnerFactory<?> factory : new LearnerFactory<?>[] {new Sac(), new Td3()}) {
            try (TestRun run = SmallRuns.turn()) {
                SmallRuns.learner(run, factory, Map.of());
                PolicyLearner learner = run.part("learner", PolicyLearner.class);
                try (PolicyLearner.Policy explore = learner.policy(1, PolicyLearner.Mode.EXPLORE);
                        PolicyLearner.Policy evaluate = learner.policy(1, PolicyLearner.Mode.EVALUATE)) {
                    float[] first = new float[1];
                    float[] second = new float[1];
                    explore.act(new float[1], new float[0], first);
                    explore.act(new float[1], new float[0], second);
                    assertFalse(Arrays.equals(first, second));
                    evaluate.act(new float[1], new float[0], first);
                    evaluate.act(new float[1], new float[0], second);
                    assertArrayEquals(first, second);
                }
            }
        }
    }

    /** A critic that is swapped is listened to from the next update on; the memory stays. */
    @Test
    void criticsMayBeSwapped() {
        try (TestRun run = SmallRuns.turn()) {
            SmallRuns.learner(run, new Sac(), Map.of());
            SmallRuns.update(run, 5);
            int rows = run.part("streams.replay", ReplayMemory.class).size();
            SmallRuns.critic(run, "task", new EnsembleQ(), Map.of("networks", 3));
            SmallRuns.update(run, 5);
            assertEquals(
                    rows + 5, run.part("streams.replay", ReplayMemory.class).size());
            SmallRuns.cost(run, new TwinQ());
            SmallRuns.update(run, 5);
            assertTrue(run.metrics().containsKey("critics.cost/loss"));
            assertEquals(
                    5,
                    run.part("streams.replay", ReplayMemory.class).size(),
                    "rows without the new reward teach nothing about it");
        }
    }

    private static String refused(Runnable act, String path) {
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, act::run);
        assertEquals(path, refused.path(), refused.getMessage());
        return refused.getMessage();
    }

    @Test
    void refusesActionsThatDoNotFit() {
        try (TestRun run = SmallRuns.turn()) {
            String why = refused(() -> SmallRuns.learner(run, new Dqn(), Map.of()), "environment");
            assertTrue(why.contains("td3 and sac take numbers"), why);
        }
        try (TestRun run = SmallRuns.identity()) {
            String why = refused(() -> SmallRuns.learner(run, new Td3(), Map.of()), "environment");
            assertTrue(why.contains("'named' of type CATEGORY"), why);
            refused(() -> SmallRuns.learner(run, new Sac(), Map.of("noiseCorrelation", 0.5)), "noiseCorrelation");
        }
    }

    @Test
    void refusesDiscountsThatContradictEachOther() {
        try (TestRun run = SmallRuns.identity()) {
            SmallRuns.memory(run, new PrioritizedReplay(), Map.of("steps", 3, "discount", 0.9));
            SmallRuns.learner(run, new Dqn(), Map.of());
            String why = refused(() -> SmallRuns.update(run, 1), "streams.replay.config.discount");
            assertTrue(why.contains("0.9") && why.contains("critics.task discounts by 0.5"), why);
        }
    }

    @Test
    void refusesWeightsThatMeanNothing() {
        try (TestRun run = SmallRuns.turn()) {
            SmallRuns.learner(run, new Sac(), Map.of());
            run.weight("critics.task", Double.NaN);
            refused(() -> SmallRuns.update(run, 1), "critics.task.weight");
            run.weight("critics.task", 0);
            refused(() -> SmallRuns.update(run, 1), "critics");
        }
    }

    @Test
    void refusesSettingsOutOfRange() {
        Map<String, Object> bad = Map.of(
                "lanes",
                0,
                "trainEvery",
                0,
                "updates",
                0,
                "batch",
                0,
                "warmup",
                -1,
                "temperature",
                0,
                "noiseCorrelation",
                1);
        for (Map.Entry<String, Object> setting : bad.entrySet()) {
            try (TestRun run = SmallRuns.turn()) {
                refused(
                        () -> SmallRuns.learner(run, new Sac(), Map.of(setting.getKey(), setting.getValue())),
                        setting.getKey());
            }
        }
    }

    /** Rewards may be scored by several models; each has a column of its own. */
    @Test
    void rewardsAreKeptApart() {
        try (TestRun run = SmallRuns.turn()) {
            run.add("rewards.cost", new EnvironmentReward(), Map.of("signal", "cost"));
            SmallRuns.learner(run, new Sac(), Map.of());
            SmallRuns.update(run, 2);
            State memory = run.save().get("streams.replay");
            assertTrue(memory.values()
                    .keySet()
                    .containsAll(java.util.List.of("columns/rewards.task", "columns/rewards.cost")));
        }
    }
}
