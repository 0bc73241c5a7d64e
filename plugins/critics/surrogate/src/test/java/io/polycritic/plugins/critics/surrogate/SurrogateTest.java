package io.polycritic.plugins.critics.surrogate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.search.RankCorrelation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurrogateTest {
    private final TestRun run = new TestRun(1, null, null);

    @AfterEach
    void close() {
        run.close();
    }

    private ScoringCritic critic(Map<String, ?> config) {
        return (ScoringCritic) run.add("critics.size", new RidgeSvrSurrogate(), config);
    }

    private static double tau(ScoringCritic critic, Batch held) {
        critic.score(held);
        return RankCorrelation.kendall(doubles(held, Fields.scores("size")), doubles(held, Fields.returns("size")));
    }

    private static double[] doubles(Batch batch, String name) {
        float[] numbers = batch.numbers(name);
        double[] copy = new double[numbers.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers[i];
        }
        return copy;
    }

    /** Two rows by hand: x = 0 and 2, y = -1 and 1: w = 2 / (2 + alpha) with centred sums of 2. */
    @Test
    void ridgeSolvesTheNormalEquations() {
        double[][] rows = {{0}, {2}};
        Method.Model model = new Ridge(3).fit(rows, new double[] {-1, 1});
        assertEquals(2.0 / 5, model.predict(new double[] {2}) - model.predict(new double[] {1}), 1e-12);
        assertEquals(0, model.predict(new double[] {1}), 1e-12);
    }

    /** The gradient of |y - X w - b|^2 + alpha |w|^2 is zero: each column's product with the residuals is alpha w. */
    @Test
    void ridgeIsTheMinimum() {
        RandomStream random = RandomStream.of(3, "test", "ridge");
        double[][] rows = new double[9][4];
        double[] targets = new double[9];
        for (int i = 0; i < 9; i++) {
            targets[i] = random.nextGaussian();
            for (int j = 0; j < 4; j++) {
                rows[i][j] = random.nextGaussian();
            }
        }
        Method.Model model = new Ridge(0.7).fit(rows, targets);
        double origin = model.predict(new double[4]);
        for (int j = 0; j < 4; j++) {
            double[] unit = new double[4];
            unit[j] = 1;
            double slope = 0;
            double residuals = 0;
            for (int i = 0; i < 9; i++) {
                slope += rows[i][j] * (targets[i] - model.predict(rows[i]));
                residuals += targets[i] - model.predict(rows[i]);
            }
            assertEquals(0.7 * (model.predict(unit) - origin), slope, 1e-10);
            assertEquals(0, residuals, 1e-10);
        }
    }

    @Test
    void ordersCandidatesThatItHasNotSeen() {
        ScoringCritic critic = critic(Map.of());
        critic.learn(Candidates.linear(100, 2));
        assertTrue(tau(critic, Candidates.linear(60, 3)) > 0.95);
        assertEquals(0, run.metrics().get("critics.size/supportVectors"));
        assertTrue(run.metrics().get("critics.size/error") < 0.02);
        assertTrue(run.metrics().get("critics.size/tau") > 0.9);
    }

    /** Ridge sees sums over genes only; support vectors see pairs. */
    @Test
    void theBetterMethodIsUsed() {
        ScoringCritic ridge = critic(Map.of("svr", List.of()));
        ridge.learn(Candidates.pairs(200, 2));
        double alone = tau(ridge, Candidates.pairs(60, 3));
        ScoringCritic both = critic(Map.of());
        both.learn(Candidates.pairs(200, 2));
        double chosen = tau(both, Candidates.pairs(60, 3));
        assertEquals(1, run.metrics().get("critics.size/supportVectors"));
        assertTrue(chosen > alone + 0.2, chosen + " with support vectors, " + alone + " without");
    }

    /** Targets in another order than the candidates they belong to teach nothing. */
    @Test
    void shuffledTargetsTeachNothing() {
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            Batch batch = Candidates.linear(100, 2);
            float[] returns = batch.numbers(Fields.returns("size"));
            float[] old = returns.clone();
            int[] order = new int[100];
            Arrays.setAll(order, j -> j);
            RandomStream.of(i, "test", "shuffle").shuffle(order);
            for (int j = 0; j < 100; j++) {
                returns[j] = old[order[j]];
            }
            ScoringCritic critic = critic(Map.of());
            critic.learn(batch);
            sum += tau(critic, Candidates.linear(60, 3));
        }
        assertTrue(Math.abs(sum / 10) < 0.2, "mean tau " + sum / 10);
    }

    @Test
    void scoresThatAreAllTheSameArePredictedAsTheyAre() {
        ScoringCritic critic = critic(Map.of());
        critic.learn(Candidates.batch(20, 2, levels -> 0.75));
        Batch held = Candidates.linear(5, 3);
        critic.score(held);
        for (float score : held.numbers(Fields.scores("size"))) {
            assertEquals(0.75f, score);
        }
    }

    @Test
    void badInputIsRefused() {
        assertThrows(InvalidConfigException.class, () -> critic(Map.of("ridge", List.of(), "svr", List.of())));
        ScoringCritic critic = critic(Map.of());
        Batch batch = Candidates.linear(5, 1);
        assertThrows(PolycriticException.class, () -> critic.score(batch));
    }
}
