package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.environments.memory.PrioritizedReplay;
import io.polycritic.plugins.environments.memory.UniformReplay;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import io.polycritic.rl.ReplayMemory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A reward model is replaced, and what the memory does with what the one before it has said. */
class StaleRewardsTest {
    private static final String METRIC = "streams.replay/staleRewards.task";

    private static TestRun run(boolean prioritized, String policy) {
        TestRun run = SmallRuns.turn();
        Map<String, ?> config = Map.of("capacity", 3000, "staleRewards", policy);
        SmallRuns.memory(run, prioritized ? new PrioritizedReplay() : new UniformReplay(), config);
        SmallRuns.learner(run, new Sac(), Map.of("lanes", 4, "warmup", 2500));
        return run;
    }

    private static void swap(TestRun run) {
        run.add("rewards.task", new EnvironmentReward(), Map.of("scale", -3));
    }

    private static float[] column(TestRun run, String name) {
        return (float[]) run.save().get("streams.replay").values().get("columns/" + name);
    }

    /** The reward is the first signal. */
    private static int scored(TestRun run, float scale) {
        float[] rewards = column(run, "rewards.task");
        float[] signals = column(run, "signals");
        int width = signals.length / rewards.length;
        int count = 0;
        for (int row = 0; row < rewards.length; row++) {
            count += rewards[row] == scale * signals[row * width] ? 1 : 0;
        }
        return count;
    }

    @Test
    void rowsAreScoredAgainWhileTheRunGoesOn() {
        for (boolean prioritized : new boolean[] {false, true}) {
            try (TestRun run = run(prioritized, "relabel")) {
                SmallRuns.update(run, 15);
                int size = run.part("streams.replay", ReplayMemory.class).size();
                assertTrue(size > 2048, size + " rows");
                assertEquals(size, scored(run, 1));
                swap(run);
                SmallRuns.update(run, 1);
                assertEquals(1, run.metrics().get(METRIC));
                SmallRuns.update(run, 1);
                assertTrue(run.metrics().get(METRIC) < 1 && run.metrics().get(METRIC) > 0);
                SmallRuns.update(run, 3);
                assertEquals(0, run.metrics().get(METRIC));
                assertEquals(size + 20, scored(run, -3));
            }
        }
    }

    @Test
    void aRunThatIsLoadedInTheMiddleGoesOnBitForBit() {
        for (boolean prioritized : new boolean[] {false, true}) {
            try (TestRun whole = run(prioritized, "relabel");
                    TestRun second = run(prioritized, "relabel")) {
                SmallRuns.update(whole, 15);
                swap(whole);
                swap(second);
                SmallRuns.update(whole, 2);
                Map<String, State> saved = whole.save();
                SmallRuns.update(whole, 5);
                second.load(saved);
                SmallRuns.update(second, 5);
                for (String path : List.of("learner", "critics.task", "streams.replay")) {
                    assertArrayEquals(SmallRuns.state(whole, path), SmallRuns.state(second, path), path);
                }
                second.metrics()
                        .forEach((name, value) -> assertEquals(whole.metrics().get(name), value, name));
            }
        }
    }

    @Test
    void otherwiseTheyStay() {
        try (TestRun run = run(false, "keep")) {
            SmallRuns.update(run, 15);
            float[] before = column(run, "rewards.task");
            swap(run);
            SmallRuns.update(run, 5);
            int size = before.length;
            assertEquals(size / (size + 16.0), run.metrics().get(METRIC), 1e-9);
            assertArrayEquals(before, java.util.Arrays.copyOf(column(run, "rewards.task"), size));
        }
    }

    /** A reward and its critic come while the run goes on; without stored signals the memory begins anew. */
    @Test
    void aNewRewardKeepsTheRowsThatHoldWhatItNeeds() {
        for (String policy : List.of("relabel", "keep")) {
            try (TestRun run = run(false, policy)) {
                SmallRuns.update(run, 15);
                int size = run.part("streams.replay", ReplayMemory.class).size();
                SmallRuns.cost(run, new TwinQ());
                SmallRuns.update(run, 1);
                int expected = policy.equals("relabel") ? size + 4 : 4;
                assertEquals(
                        expected, run.part("streams.replay", ReplayMemory.class).size(), policy);
                if (policy.equals("relabel")) {
                    float[] costs = column(run, "rewards.cost");
                    float[] signals = column(run, "signals");
                    for (int row = 0; row < expected; row++) {
                        assertEquals(
                                0.1f * signals[signals.length / expected * row + 1], costs[row], 1e-7, "row " + row);
                    }
                }
            }
        }
    }
}
