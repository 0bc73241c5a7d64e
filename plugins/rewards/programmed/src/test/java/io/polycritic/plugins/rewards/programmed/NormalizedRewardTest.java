package io.polycritic.plugins.rewards.programmed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormalizedRewardTest {
    private static final int LANES = 3;
    private static final double DISCOUNT = 0.9;

    private final RandomStream random = RandomStream.of(1, "test", "rewards");
    private final TestRun run = Table.run();
    private final RewardModel reward =
            run.add("rewards.small", new NormalizedReward(), Map.of("of", "task", "discount", DISCOUNT, "clip", 0));

    /** Rewards around 5, and an episode that ends now and then. */
    private Batch batch(int steps) {
        Batch batch = new Batch(Shape.of(steps, LANES));
        float[] rewards = batch.put(FieldSpec.numbers("rewards.task"));
        float[] endings = batch.put(FieldSpec.category("ending", 3));
        for (int row = 0; row < rewards.length; row++) {
            rewards[row] = 5 + 20 * (float) random.nextGaussian();
            endings[row] = random.nextInt(6) == 0 ? 1 + random.nextInt(2) : 0;
        }
        return batch;
    }

    /** The standard deviation of all discounted returns so far, in two passes in double precision. */
    private static double oracle(List<Batch> seen) {
        List<Double> returns = new ArrayList<>();
        double[] last = new double[LANES];
        for (Batch batch : seen) {
            for (int row = 0; row < batch.rows(); row++) {
                last[row % LANES] = DISCOUNT * last[row % LANES] + batch.numbers("rewards.task")[row];
                returns.add(last[row % LANES]);
                if (batch.numbers("ending")[row] != 0) {
                    last[row % LANES] = 0;
                }
            }
        }
        double mean = returns.stream().mapToDouble(value -> value).average().orElseThrow();
        return Math.sqrt(returns.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void rewardsAreDividedByTheSpreadOfAllReturnsBefore() {
        List<Batch> seen = new ArrayList<>();
        for (int update = 0; update < 5; update++) {
            Batch batch = batch(10 + update);
            reward.score(batch);
            double scale = oracle(seen.isEmpty() ? List.of(batch) : seen);
            for (int row = 0; row < batch.rows(); row++) {
                assertEquals(batch.numbers("rewards.task")[row] / scale, batch.numbers("rewards.small")[row], 1e-5);
            }
            reward.learn(batch);
            seen.add(batch);
        }
    }

    @Test
    void scoringChangesNothing() {
        reward.learn(batch(10));
        Batch batch = batch(10);
        reward.score(batch);
        float[] first = batch.numbers("rewards.small").clone();
        reward.score(batch);
        assertArrayEquals(first, batch.numbers("rewards.small"));
    }

    @Test
    void largeRewardsAreCutOff() {
        RewardModel bounded = run.add("rewards.small", new NormalizedReward(), Map.of("of", "task", "clip", 0.25));
        Batch batch = batch(20);
        bounded.score(batch);
        for (float value : batch.numbers("rewards.small")) {
            assertEquals(0, Math.max(0, Math.abs(value) - 0.25), 1e-7);
        }
    }

    @Test
    void continuesBitForBitAfterLoading() {
        reward.learn(batch(7));
        State saved = State.of(reward);
        RewardModel other = Table.run()
                .add("rewards.small", new NormalizedReward(), Map.of("of", "task", "discount", DISCOUNT, "clip", 0));
        other.load(saved.reader());
        Batch batch = batch(7);
        reward.learn(batch);
        other.learn(batch);
        reward.score(batch);
        float[] first = batch.numbers("rewards.small").clone();
        other.score(batch);
        assertArrayEquals(first, batch.numbers("rewards.small"));
    }

    @Test
    void isNotNormalisedByItself() {
        assertEquals(
                "of",
                assertThrows(
                                InvalidConfigException.class,
                                () -> run.add("rewards.small", new NormalizedReward(), Map.of("of", "small")))
                        .path());
    }
}
