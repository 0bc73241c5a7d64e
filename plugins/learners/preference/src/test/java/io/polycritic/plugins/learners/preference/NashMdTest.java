package io.polycritic.plugins.learners.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.rewards.preference.BtTable;
import io.polycritic.plugins.rewards.preference.GamePreference;
import io.polycritic.preference.BradleyTerryFit;
import io.polycritic.preference.RegularisedGame;
import io.polycritic.preference.TabularPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NashMdTest {
    private static final double TAU = 0.1;
    private static final Map<String, Object> ROCK_PAPER_SCISSORS = Map.of(
            "responses",
            3,
            "preferences",
            List.of(0.5, 0, 1, 1, 0.5, 0, 0, 1, 0.5),
            "reference",
            List.of(0.5, 0.3, 0.2));

    /** Section 5: pi_{t+1}(y) ~ pi_t^mu(y) exp(eta P(y > pi_t^mu)), the first two steps number by number. */
    @Test
    void stepsAreThoseOfTheFormula() {
        try (TestRun run = Games.run(1, Map.of("responses", 6))) {
            RegularisedGame game = Games.game(run, 0, TAU);
            double[] pi = game.reference().clone();
            Map<String, Object> constant = Map.of("schedule", "constant", "eta", 2);
            for (int t = 0; t < 2; t++) {
                double[] mixture = new double[6];
                double sum = 0;
                for (int i = 0; i < 6; i++) {
                    mixture[i] = Math.pow(pi[i], 1 - 2 * TAU) * Math.pow(game.reference()[i], 2 * TAU);
                    sum += mixture[i];
                }
                for (int i = 0; i < 6; i++) {
                    mixture[i] /= sum;
                }
                double[] wins = new double[6];
                game.preferences().wins(mixture, wins);
                double total = 0;
                for (int i = 0; i < 6; i++) {
                    pi[i] = mixture[i] * Math.exp(2 * wins[i]);
                    total += pi[i];
                }
                for (int i = 0; i < 6; i++) {
                    pi[i] /= total;
                }
            }
            assertArrayEquals(pi, Games.learned(run, constant, 2).policy(0), 1e-6);
        }
    }

    /**
     * Theorem 1: KL(pi*, pi_{t+1}) <= (1 - eta tau) KL(pi*, pi_t) + 2 eta^2 in each step, and KL(pi*, pi_T) <= 8 /
     * (tau^2 (T + 1)) with decreasing steps.
     */
    @Test
    void boundsHoldAndTheLastPolicyConverges() {
        for (Map<String, Object> config : List.<Map<String, Object>>of(
                Map.of("keepIterates", true), Map.of("keepIterates", true, "schedule", "constant"))) {
            try (TestRun run = Games.run(2, Map.of())) {
                TabularPolicy learner = Games.learned(run, config, 2000);
                double[] equilibrium = Games.game(run, 0, TAU).equilibrium();
                TabularPolicy.Iterates way = learner.iterates(0);
                assertEquals(2001, way.policies().length);
                double before = RegularisedGame.divergence(equilibrium, way.policies()[0]);
                for (int t = 0; t < 2000; t++) {
                    double eta = way.steps()[t];
                    double after = RegularisedGame.divergence(equilibrium, way.policies()[t + 1]);
                    assertTrue(after <= (1 - eta * TAU) * before + 2 * eta * eta, "step " + t);
                    boolean decreasing = config.size() == 1;
                    assertTrue(!decreasing || after <= 8 / (TAU * TAU * (t + 2)), "step " + t);
                    before = after;
                }
                assertTrue(before < 1e-4, config + ": KL at the end " + before);
                assertArrayEquals(way.policies()[2000], learner.policy(0));
            }
        }
    }

    /** Without the mixture the last policy turns in a circle; the mean of all comes near the uniform equilibrium. */
    @Test
    void selfPlayConvergesOnAverageOnly() {
        Map<String, Object> selfPlay = Map.of(
                "opponent", "current", "anchor", "current", "schedule", "constant", "eta", 0.1, "keepIterates", true);
        try (TestRun run = Games.run(1, ROCK_PAPER_SCISSORS)) {
            RegularisedGame game = Games.game(run, 0, TAU);
            TabularPolicy learner = Games.learned(run, selfPlay, 3000);
            double[] mean = new double[3];
            double[][] policies = learner.iterates(0).policies();
            for (double[] policy : policies) {
                for (int i = 0; i < 3; i++) {
                    mean[i] += policy[i] / policies.length;
                }
            }
            double last = game.plainExploitability(learner.policy(0));
            double average = game.plainExploitability(mean);
            assertTrue(last > 0.1, "the last policy loses " + last);
            assertTrue(average < 0.02, "the mean loses " + average);
        }
    }

    /** The opponent mu, and rewards of a Bradley-Terry fit, lead to mu exp(r / tau) / Z. */
    @Test
    void fixedRewardsLeadToTheirOptimum() {
        try (TestRun run = Games.run(3, Map.of())) {
            RegularisedGame game = Games.game(run, 0, TAU);
            double[] best = game.bestResponse(game.reference());
            assertArrayEquals(
                    best,
                    Games.learned(run, Map.of("opponent", "reference"), 1000).policy(0),
                    1e-4);
        }
        try (TestRun run = Games.run(3, Map.of(), new BtTable())) {
            RegularisedGame game = Games.game(run, 0, TAU);
            double[] rlhf = game.optimum(BradleyTerryFit.rewards(game.preferences(), game.reference()));
            assertArrayEquals(rlhf, Games.learned(run, Map.of(), 1000).policy(0), 1e-4);
        }
    }

    /** 64 comparisons for each probability and step: noise averages out. */
    @Test
    void sampledPreferencesComeNear() {
        try (TestRun run = Games.run(4, Map.of())) {
            run.add("rewards.judge", new GamePreference(), Map.of("draws", 64));
            RegularisedGame game = Games.game(run, 0, TAU);
            double x = game.exploitability(Games.learned(run, Map.of(), 2000).policy(0));
            assertTrue(x < 0.005, "regularised exploitability " + x);
        }
    }

    @Test
    void averagesAreOfAllPolicies() {
        try (TestRun run = Games.run(1, ROCK_PAPER_SCISSORS)) {
            TabularPolicy learner = Games.learned(run, Map.of("iterate", "average", "keepIterates", true), 3);
            double[] mean = new double[3];
            for (double[] policy : learner.iterates(0).policies()) {
                for (int i = 0; i < 3; i++) {
                    mean[i] += policy[i] / 4;
                }
            }
            assertArrayEquals(mean, learner.policy(0), 1e-12);
        }
    }

    @Test
    void continuesBitForBitAfterLoading() {
        try (TestRun whole = Games.run(5, Map.of("prompts", 3));
                TestRun second = Games.run(5, Map.of("prompts", 3))) {
            TabularPolicy learner = Games.learned(whole, Map.of(), 10);
            TabularPolicy other = Games.learned(second, Map.of(), 0);
            Map<String, State> saved = whole.save();
            second.load(saved);
            for (Learner each : List.of(learner, other)) {
                for (int i = 0; i < 10; i++) {
                    assertEquals(new Learner.Update(3, 0), each.update());
                }
            }
            for (int prompt = 0; prompt < 3; prompt++) {
                assertArrayEquals(learner.policy(prompt), other.policy(prompt));
            }
        }
    }

    private static void refuses(String key, String part, Map<String, ?> config) {
        try (TestRun run = Games.run(1, ROCK_PAPER_SCISSORS)) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add("learner", new NashMd(), config));
            assertEquals(key, refused.path());
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
    }

    @Test
    void badSettingsAreRefused() {
        refuses("eta", "mixture weight leaves [0,1]", Map.of("schedule", "constant", "eta", 11));
        refuses("tau", "not unique", Map.of("tau", 0, "schedule", "constant"));
        refuses("tau", "iterate AVERAGE", Map.of("tau", 0));
        refuses("tau", "decreasing", Map.of("tau", 0, "opponent", "current", "anchor", "current"));
    }
}
