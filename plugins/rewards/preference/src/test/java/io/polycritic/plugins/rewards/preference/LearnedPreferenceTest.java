package io.polycritic.plugins.rewards.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnedPreferenceTest {
    private static final List<Integer> HIDDEN = List.of(32);

    private static PreferenceModel learned(
            TestRun run, PartFactory<?, ? extends RewardModel> plugin, Map<String, ?> config, int batches) {
        PreferenceModel model = (PreferenceModel) run.add("rewards.judge", plugin, config);
        learn(run, model, batches);
        return model;
    }

    private static void learn(TestRun run, PreferenceModel model, int batches) {
        Contests contests = run.part("environment", Contests.class);
        Batch batch = new Batch(Shape.of(64));
        for (int i = 0; i < batches; i++) {
            contests.next(batch);
            model.learn(batch);
        }
    }

    private static float[] probabilities(TestRun run, PreferenceModel model) {
        Contests contests = run.part("environment", Contests.class);
        int n = contests.logits().length;
        float[] found = new float[n * n];
        model.probabilities(contests.all(), found);
        return found;
    }

    /** Three items that beat one another in a circle: P = sigmoid(4) = 0.982 for those who see it, 1/2 for a scalar. */
    @Test
    void cyclesAreLearnedBySkewScoresAndPairsOnly() {
        for (PartFactory<?, ? extends RewardModel> plugin : List.of(new GpmReward(), new PairPref())) {
            try (TestRun run = Contests.run(Contests.cycle(), false, 3e-3)) {
                float[] found = probabilities(run, learned(run, plugin, Map.of("hidden", HIDDEN), 800));
                for (int i = 0; i < 3; i++) {
                    assertEquals(0.982, found[i * 3 + (i + 1) % 3], 0.02, plugin.description());
                    assertEquals(0.5, found[i * 3 + i], 1e-6);
                }
            }
        }
        try (TestRun run = Contests.run(Contests.cycle(), false, 3e-3)) {
            float[] found = probabilities(run, learned(run, new BtReward(), Map.of("hidden", HIDDEN), 800));
            for (float p : found) {
                assertEquals(0.5, p, 0.15);
            }
        }
    }

    @Test
    void probabilitiesOfBothOrdersHaveTheSumOne() {
        for (PartFactory<?, ? extends RewardModel> plugin : List.of(new GpmReward(), new PairPref(), new BtReward())) {
            try (TestRun run = Contests.run(Contests.cycle(), true, 3e-3)) {
                float[] found = probabilities(run, learned(run, plugin, Map.of("hidden", HIDDEN), 20));
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        assertEquals(1, found[i * 3 + j] + found[j * 3 + i], 1e-6);
                    }
                }
            }
        }
    }

    private static double[][] skew(int n) {
        RandomStream random = RandomStream.of(7, "skew", "entries");
        double[][] s = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                s[i][j] = random.nextGaussian();
                s[j][i] = -s[i][j];
            }
        }
        return s;
    }

    /** The largest difference between log-odds and a random skew-symmetric matrix of rank 8 that they are fitted to. */
    private static double misfit(int dimension, int batches) {
        double[][] wanted = skew(8);
        Map<String, Object> config = Map.of("dimension", dimension, "temperature", 1, "hidden", List.of(64));
        try (TestRun run = Contests.run(wanted, false, 3e-3)) {
            PreferenceModel model = learned(run, new GpmReward(), config, batches);
            run.change("optimizers.preference", new Adam(), Map.of("learningRate", 1e-4));
            learn(run, model, batches / 3);
            float[] scores = new float[64];
            model.scores(run.part("environment", Contests.class).all(), scores);
            double worst = 0;
            for (int i = 0; i < 64; i++) {
                worst = Math.max(worst, Math.abs(scores[i] - wanted[i / 8][i % 8]));
            }
            return worst;
        }
    }

    /** Theorem of arXiv 2410.02197: 2k >= n numbers express any skew-symmetric matrix of n responses, fewer do not. */
    @Test
    void anySkewMatrixIsExpressedByEnoughNumbersOnly() {
        double enough = misfit(8, 6000);
        assertTrue(enough < 1e-3, "largest error with 2k = 8: " + enough);
        double few = misfit(2, 1500);
        assertTrue(few > 0.1, "largest error with 2k = 2: " + few);
    }

    /** 64 responses: 64 passes where responses are embedded, 64 times 63 where pairs are read. */
    @Test
    void passesAreCounted() {
        Map<PartFactory<?, ? extends RewardModel>, Long> expected =
                Map.of(new GpmReward(), 64L, new BtReward(), 64L, new PairPref(), 4032L);
        expected.forEach((plugin, passes) -> {
            try (TestRun run = Contests.run(new double[64][64], false, 1e-3)) {
                PreferenceModel model = learned(run, plugin, Map.of("hidden", List.of(8)), 0);
                model.scores(run.part("environment", Contests.class).all(), new float[64 * 64]);
                assertEquals(passes, model.passes(), plugin.description());
            }
        });
    }

    @Test
    void rewardsOfASetAreMeanScores() {
        try (TestRun run = Contests.run(skew(8), true, 3e-3)) {
            Contests contests = run.part("environment", Contests.class);
            PreferenceModel model = learned(run, new GpmReward(), Map.of("hidden", HIDDEN, "promptScale", true), 50);
            Batch all = contests.all();
            float[] scores = new float[64];
            model.scores(all, scores);
            model.score(all);
            double sum = 0;
            for (int i = 0; i < 8; i++) {
                double mean = 0;
                for (int j = 0; j < 8; j++) {
                    mean += scores[i * 8 + j] / 8;
                }
                assertEquals(mean, all.numbers("rewards.judge")[i], 1e-5);
                sum += all.numbers("rewards.judge")[i];
            }
            assertEquals(0, sum, 1e-6);
        }
    }

    /** The differences of a Bradley-Terry model's rewards are its scores, for responses without sets too. */
    @Test
    void bradleyTerryRewardsSingleResponses() {
        try (TestRun run = Contests.run(skew(3), false, 3e-3)) {
            Contests contests = run.part("environment", Contests.class);
            PreferenceModel model = learned(run, new BtReward(), Map.of("hidden", HIDDEN), 50);
            Batch all = contests.all();
            float[] scores = new float[9];
            model.scores(all, scores);
            Batch single = new Batch(Shape.of(3));
            System.arraycopy(all.numbers(Comparisons.RESPONSE), 0, single.put(contests.response()), 0, 9);
            model.score(single);
            float[] rewards = single.numbers("rewards.judge");
            assertEquals(scores[1], rewards[0] - rewards[1], 1e-6);
            assertEquals(scores[5], rewards[1] - rewards[2], 1e-6);
        }
    }

    @Test
    void oneResponseCannotBeCompared() {
        try (TestRun run = Contests.run(Contests.cycle(), false, 1e-3)) {
            PreferenceModel model = learned(run, new GpmReward(), Map.of("hidden", HIDDEN), 1);
            Batch single = new Batch(Shape.of(3));
            single.put(run.part("environment", Contests.class).response());
            PolycriticException refused = assertThrows(PolycriticException.class, () -> model.score(single));
            assertTrue(refused.getMessage().contains("needs K >= 2"), refused.getMessage());
        }
    }

    private static void refuses(String key, String part, Map<String, ?> config) {
        try (TestRun run = Contests.run(Contests.cycle(), false, 1e-3)) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add("rewards.judge", new GpmReward(), config));
            assertEquals(key, refused.path());
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
    }

    @Test
    void badSettingsAreRefused() {
        refuses("dimension", "2k must be even, found 3", Map.of("dimension", 3));
        refuses("temperature", "0.01", Map.of("temperature", 0));
        refuses("temperature", "0.01", Map.of("temperature", -1));
        refuses("promptScale", "needs the field 'prompt'", Map.of("promptScale", true));
        refuses("hidden", "at least one", Map.of("hidden", List.of()));
    }

    /** A temperature that is too high falls, down to its floor of 0.01 at the most. */
    @Test
    void temperaturesAreLearned() {
        try (TestRun run = Contests.run(Contests.cycle(), false, 1e-2)) {
            Map<String, Object> config = Map.of("hidden", HIDDEN, "temperature", 2, "learnTemperature", true);
            learned(run, new GpmReward(), config, 1);
            assertEquals(2, run.metrics().get("rewards.judge/temperature"), 0.02);
            PreferenceModel model = run.part("rewards.judge", PreferenceModel.class);
            Batch batch = run.part("environment", Contests.class).batch(64);
            for (int i = 0; i < 300; i++) {
                model.learn(batch);
            }
            double after = run.metrics().get("rewards.judge/temperature");
            assertTrue(after < 1.9 && after > 0.01, "temperature " + after);
        }
    }
}
