package io.polycritic.plugins.critics.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.NonFiniteException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueCriticTest {
    private static final Map<String, ?> SMALL =
            Map.of("hidden", java.util.List.of(16), "minibatch", 8, "discount", 0.9);

    private static ScoringCritic critic(TestRun run, Map<String, ?> config) {
        return (ScoringCritic) run.add("critics.task", new VCritic(), config);
    }

    private static void train(ScoringCritic critic, Batch batch, int updates) {
        for (int i = 0; i < updates; i++) {
            critic.score(batch);
            critic.learn(batch);
        }
    }

    @Test
    void firstAdvantagesAreDiscountedRewardsBecauseAllValuesAreZero() {
        try (TestRun run = RolloutBatches.run(1, 0.01)) {
            ScoringCritic critic = critic(run, Map.of("discount", 0.5, "lambda", 1));
            Batch batch = RolloutBatches.batch(4, 1, 3);
            float[] rewards = batch.numbers("rewards.task");
            System.arraycopy(new float[] {1, 2, 4, 8}, 0, rewards, 0, 4);
            batch.numbers(Fields.ENDING)[3] = Ending.TERMINATED.ordinal();
            critic.score(batch);
            assertArrayEquals(new float[] {4, 6, 8, 8}, batch.numbers("advantages.task"), 1e-6f);
            assertArrayEquals(new float[] {4, 6, 8, 8}, batch.numbers("returns.task"), 1e-6f);
        }
    }

    @Test
    void anObservationThatIsNotFiniteIsNamedAsTheOrigin() {
        try (TestRun run = RolloutBatches.run(1, 0.003)) {
            ScoringCritic critic = critic(run, SMALL);
            Batch batch = RolloutBatches.batch(8, 1, 3);
            Arrays.fill(batch.numbers("rewards.task"), 1);
            critic.score(batch);
            batch.numbers(Fields.FEATURES)[5] = Float.NaN;
            NonFiniteException found = assertThrows(NonFiniteException.class, () -> critic.learn(batch));
            assertEquals("critics.task", found.path());
            assertTrue(found.getMessage().contains("the loss is NaN"), found.getMessage());
            assertTrue(found.getMessage().contains("came from input 'features'"), found.getMessage());
        }
    }

    /** V of the reward 1 for ever is 1 / (1 - gamma). */
    @Test
    void valueOfAConstantRewardIsTheGeometricSum() {
        try (TestRun run = RolloutBatches.run(1, 0.003)) {
            ScoringCritic critic = critic(run, SMALL);
            Batch batch = RolloutBatches.batch(16, 2, 3);
            Arrays.fill(batch.numbers("rewards.task"), 1);
            train(critic, batch, 300);
            critic.score(batch);
            float[] returns = batch.numbers("returns.task");
            for (float value : returns) {
                assertEquals(10, value, 0.5);
            }
        }
    }

    /** What follows a truncated episode has a value, what follows a terminated one has none. */
    @Test
    void bootstrapsAfterTruncationAlone() {
        try (TestRun run = RolloutBatches.run(1, 0.003)) {
            ScoringCritic critic = critic(run, SMALL);
            Batch batch = RolloutBatches.batch(16, 2, 3);
            Arrays.fill(batch.numbers("rewards.task"), 1);
            train(critic, batch, 200);
            batch.numbers(Fields.ENDING)[8] = Ending.TRUNCATED.ordinal();
            batch.numbers(Fields.ENDING)[9] = Ending.TERMINATED.ordinal();
            critic.score(batch);
            float[] returns = batch.numbers("returns.task");
            assertEquals(10, returns[8], 1);
            assertEquals(1, returns[9], 1e-5);
        }
    }

    /** Each lane keeps to itself: the rollout of one lane gives the same advantages beside another one. */
    @Test
    void lanesDoNotMix() {
        try (TestRun run = RolloutBatches.run(1, 0.003)) {
            ScoringCritic critic = critic(run, SMALL);
            Batch batch = RolloutBatches.batch(8, 2, 3);
            train(critic, batch, 20);
            critic.score(batch);
            float[] before = batch.numbers("advantages.task").clone();
            float[] rewards = batch.numbers("rewards.task");
            for (int row = 1; row < rewards.length; row += 2) {
                rewards[row] += 5;
            }
            critic.score(batch);
            float[] after = batch.numbers("advantages.task");
            for (int row = 0; row < rewards.length; row++) {
                assertEquals(row % 2 == 0, before[row] == after[row], "row " + row);
            }
        }
    }

    /**
     * A power of two leaves every bit of the network alone, because the returns are divided by their standard
     * deviation.
     */
    @Test
    void scaleOfTheRewardDoesNotMatter() {
        float[][] advantages = new float[2][];
        float[] factors = {1, 4};
        for (int i = 0; i < 2; i++) {
            try (TestRun run = RolloutBatches.run(1, 0.003)) {
                ScoringCritic critic = critic(run, SMALL);
                Batch batch = RolloutBatches.batch(16, 2, 3);
                float[] rewards = batch.numbers("rewards.task");
                for (int row = 0; row < rewards.length; row++) {
                    rewards[row] *= factors[i];
                }
                train(critic, batch, 20);
                critic.score(batch);
                advantages[i] = batch.numbers("advantages.task").clone();
            }
        }
        for (int row = 0; row < advantages[0].length; row++) {
            assertEquals(4 * advantages[0][row], advantages[1][row], 4e-5 * Math.abs(advantages[0][row]) + 1e-6);
        }
    }

    @Test
    void learnsAndReports() {
        try (TestRun run = RolloutBatches.run(1, 0.01)) {
            ScoringCritic critic = critic(run, SMALL);
            Batch batch = RolloutBatches.batch(16, 2, 3);
            train(critic, batch, 1);
            double first = run.metrics().get("critics.task/loss");
            train(critic, batch, 200);
            assertTrue(
                    run.metrics().get("critics.task/loss") < 0.1 * first,
                    run.metrics().toString());
            assertTrue(
                    run.metrics().get("critics.task/explainedVariance") > 0.8,
                    run.metrics().toString());
            assertTrue(run.metrics().get("critics.task/advantageStd") > 0);
            assertTrue(run.metrics().get("critics.task/returnStd") > 0);
        }
    }

    @Test
    void continuesBitForBitAfterLoading() {
        try (TestRun whole = RolloutBatches.run(1, 0.01);
                TestRun second = RolloutBatches.run(1, 0.01)) {
            ScoringCritic critic = critic(whole, SMALL);
            Batch batch = RolloutBatches.batch(16, 2, 3);
            train(critic, batch, 3);
            Map<String, State> saved = whole.save();
            train(critic, batch, 3);
            ScoringCritic other = critic(second, SMALL);
            second.load(saved);
            train(other, RolloutBatches.batch(16, 2, 3), 3);
            State expected = State.of(critic);
            State found = State.of(other);
            for (String name : expected.parameters()) {
                assertArrayEquals(
                        (float[]) expected.values().get(name),
                        (float[]) found.values().get(name),
                        name);
            }
        }
    }

    @Test
    void namesBothSlotsWhenTheRewardIsMissing() {
        try (TestRun run = RolloutBatches.run(1, 0.01)) {
            ScoringCritic critic = critic(run, Map.of("reward", "reach"));
            PolycriticException missing =
                    assertThrows(PolycriticException.class, () -> critic.score(RolloutBatches.batch(4, 1, 3)));
            assertTrue(missing.getMessage().contains("critics.task"), missing.getMessage());
            assertTrue(missing.getMessage().contains("rewards.reach"), missing.getMessage());
            assertTrue(critic.wiring().needs().stream()
                    .anyMatch(field -> field.name().equals("rewards.reach")));
        }
    }
}
