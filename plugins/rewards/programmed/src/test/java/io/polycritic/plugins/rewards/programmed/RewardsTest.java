package io.polycritic.plugins.rewards.programmed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewardsTest {
    private final TestRun run = Table.run();

    @Test
    void reachFallsWithTheDistanceAfterTheStep() {
        Batch batch = Table.batch(2);
        float[] next = batch.numbers(Fields.NEXT_OBSERVATION);
        next[0] = 0.03f;
        next[5] = 0.04f;
        RewardModel reach = run.add("rewards.reach", new Reach(), Map.of());
        reach.score(batch);
        assertEquals(1 - Math.tanh(0.5), batch.numbers("rewards.reach")[0], 1e-6);
        assertEquals(1, batch.numbers("rewards.reach")[1], 1e-6);
    }

    @Test
    void reachNamesTheFieldsThatExist() {
        InvalidConfigException missing = assertThrows(
                InvalidConfigException.class,
                () -> run.add("rewards.reach", new Reach(), Map.of("to", "ball.position")));
        assertEquals("to", missing.path());
        assertTrue(
                missing.getMessage().endsWith("the fields are tip.position, block.position, heading"),
                missing.getMessage());
    }

    @Test
    void reachNeedsPointsOfOneWidth() {
        InvalidConfigException uneven = assertThrows(
                InvalidConfigException.class, () -> run.add("rewards.reach", new Reach(), Map.of("to", "heading")));
        assertTrue(uneven.getMessage().contains("has 2 numbers"), uneven.getMessage());
    }

    @Test
    void safetyCountsAStepOnceAndActionsInUnitsOfTheirLimits() {
        Batch batch = Table.batch(4);
        float[] signals = batch.numbers(Fields.SIGNALS);
        signals[0] = 8;
        signals[4] = 8.5f;
        signals[8] = 9;
        signals[9] = 1;
        signals[14] = 1;
        batch.numbers(Fields.ACTION)[0] = 2;
        batch.numbers(Fields.ACTION)[1] = -1;
        RewardModel safety = run.add("rewards.safety", new Safety(), Map.of());
        safety.score(batch);
        assertArrayEquals(new float[] {-0.0125f, -1, -1, -1}, batch.numbers("rewards.safety"), 1e-6f);
        assertEquals(-3.0125 / 4, run.metrics().get("rewards.safety/mean"), 1e-6);
    }

    @Test
    void safetyNamesTheSignalsThatExist() {
        InvalidConfigException missing = assertThrows(
                InvalidConfigException.class,
                () -> run.add("rewards.safety", new Safety(), Map.of("flags", List.of("table.touch", "fire"))));
        assertEquals("flags[1]", missing.path());
        assertTrue(missing.getMessage().contains("contact.force, table.touch, block.off"), missing.getMessage());
    }

    @Test
    void environmentRewardCopiesItsSignal() {
        Batch batch = Table.batch(2);
        batch.numbers(Fields.SIGNALS)[7] = 3;
        RewardModel task = run.add("rewards.task", new EnvironmentReward(), Map.of("scale", 0.5));
        task.score(batch);
        assertArrayEquals(new float[] {0, 1.5f}, batch.numbers("rewards.task"));
    }

    @Test
    void sumWeighsItsTerms() {
        Batch batch = terms(new float[] {1, 2}, new float[] {10, 30});
        RewardModel sum =
                run.add("rewards.sum", new RewardSum(), Map.of("terms", List.of("a", "b"), "weights", List.of(2, 0.1)));
        sum.score(batch);
        assertArrayEquals(new float[] {3, 7}, batch.numbers("rewards.sum"), 1e-6f);
    }

    @Test
    void sumDividesByTheRunningStandardDeviation() {
        Map<String, ?> config = Map.of("terms", List.of("a", "b"), "normalise", "running-std");
        RewardModel sum = run.add("rewards.sum", new RewardSum(), config);
        Batch first = terms(new float[] {1, 3}, new float[] {-10, 10});
        sum.score(first);
        assertArrayEquals(new float[] {0, 4}, first.numbers("rewards.sum"), 1e-6f);
        sum.learn(first);
        Batch second = terms(new float[] {2, 2}, new float[] {0, 0});
        sum.score(second);
        assertArrayEquals(new float[] {2, 2}, second.numbers("rewards.sum"), 1e-6f, "std of a so far is 1");
        RewardModel other = Table.run().add("rewards.sum", new RewardSum(), config);
        other.load(State.of(sum).reader());
        other.score(second);
        assertArrayEquals(new float[] {2, 2}, second.numbers("rewards.sum"), 1e-6f);
    }

    @Test
    void sumRefusesSettingsThatDoNotFit() {
        refuse("terms", Map.of("terms", List.of()));
        refuse("weights", Map.of("terms", List.of("a", "b"), "weights", List.of(1)));
        refuse("terms[0]", Map.of("terms", List.of("sum")));
        refuse("weights[0]", Map.of("terms", List.of("a"), "weights", List.of(Double.POSITIVE_INFINITY)));
    }

    private void refuse(String key, Map<String, ?> config) {
        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, () -> run.add("rewards.sum", new RewardSum(), config));
        assertEquals(key, refused.path());
    }

    private static Batch terms(float[] a, float[] b) {
        Batch batch = Table.batch(a.length);
        System.arraycopy(a, 0, batch.put(FieldSpec.numbers("rewards.a")), 0, a.length);
        System.arraycopy(b, 0, batch.put(FieldSpec.numbers("rewards.b")), 0, b.length);
        return batch;
    }
}
