package io.polycritic.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegularisedGameTest {
    private static final RandomStream RANDOM = RandomStream.of(11, "games", "numbers");

    /** Rewards' differences plus a cyclic part, as log-odds. */
    private static PreferenceMatrix random(int n, double cyclic, double[] rewards) {
        double[] p = new double[n * n];
        double[] angles = new double[n];
        for (int i = 0; i < n; i++) {
            angles[i] = 2 * Math.PI * RANDOM.nextDouble();
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double z = rewards[i] - rewards[j] + cyclic * Math.sin(angles[i] - angles[j]);
                p[i * n + j] = 1 / (1 + Math.exp(-z));
            }
        }
        return PreferenceMatrix.of(n, p);
    }

    private static double[] gaussians(int n) {
        double[] numbers = new double[n];
        Arrays.setAll(numbers, i -> RANDOM.nextGaussian());
        return numbers;
    }

    private static double[] distribution(int n) {
        double[] p = gaussians(n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            p[i] = Math.exp(p[i]);
            sum += p[i];
        }
        for (int i = 0; i < n; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @Test
    void rockPaperScissorsIsPlayedUniformly() {
        PreferenceMatrix p = PreferenceMatrix.of(3, 0.5, 0, 1, 1, 0.5, 0, 0, 1, 0.5);
        double third = 1.0 / 3;
        double[] uniform = {third, third, third};
        double[] found = new RegularisedGame(p, uniform, 0.1).equilibrium();
        assertArrayEquals(uniform, found, 1e-9);
        // From another reference the cycle turns, but comes to rest.
        double[] mu = {0.5, 0.3, 0.2};
        RegularisedGame game = new RegularisedGame(p, mu, 0.1);
        double[] equilibrium = game.equilibrium();
        assertEquals(0, game.exploitability(equilibrium), 1e-12);
        assertArrayEquals(game.bestResponse(equilibrium), equilibrium, 1e-12);
    }

    @Test
    void aPolicyIsPreferredToItselfByHalf() {
        RegularisedGame game = new RegularisedGame(random(8, 2, gaussians(8)), distribution(8), 0.1);
        double[] pi = distribution(8);
        assertEquals(0.5, game.preference(pi, pi), 1e-15);
        double[] other = distribution(8);
        assertEquals(1, game.preference(pi, other) + game.preference(other, pi), 1e-12);
    }

    /** Exploitability is what the best response earns beyond 1/2, and nobody earns more. */
    @Test
    void exploitabilityIsTheBestResponsesGain() {
        RegularisedGame game = new RegularisedGame(random(32, 2, gaussians(32)), distribution(32), 0.1);
        for (int i = 0; i < 20; i++) {
            double[] pi = distribution(32);
            double x = game.exploitability(pi);
            assertEquals(game.preference(game.bestResponse(pi), pi) - 0.5, x, 1e-12);
            assertTrue(x > game.preference(distribution(32), pi) - 0.5, "another policy gains more");
            assertTrue(game.plainExploitability(pi) >= 0);
        }
        double[] equilibrium = game.equilibrium();
        assertEquals(0, game.exploitability(equilibrium), 1e-12);
    }

    /** With transitive preferences the equilibrium is what RLHF makes of the reward P(y > pi*). */
    @Test
    void transitiveEquilibriumIsTheOptimumOfItsOwnRewards() {
        double[] rewards = gaussians(16);
        RegularisedGame game = new RegularisedGame(random(16, 0, rewards), distribution(16), 0.1);
        double[] equilibrium = game.equilibrium();
        double[] wins = new double[16];
        game.preferences().wins(equilibrium, wins);
        double[] rlhf = game.optimum(wins);
        assertArrayEquals(equilibrium, rlhf, 1e-9);
        assertTrue(game.exploitability(rlhf) < 1e-9);
    }

    @Test
    void bradleyTerryRewardsAreFound() {
        double[] rewards = gaussians(12);
        double[] weights = distribution(12);
        double[] found = BradleyTerryFit.rewards(random(12, 0, rewards), weights);
        double mean = 0;
        for (int i = 0; i < 12; i++) {
            mean += weights[i] * found[i];
            assertEquals(rewards[i] - rewards[0], found[i] - found[0], 1e-6);
        }
        assertEquals(0, mean, 1e-9);
    }

    @Test
    void whatIsNoGameIsRefused() {
        InvalidConfigException pair =
                assertThrows(InvalidConfigException.class, () -> PreferenceMatrix.of(2, 0.5, 0.7, 0.3 + 1e-6, 0.5));
        assertEquals("preferences", pair.path());
        assertTrue(pair.getMessage().contains("P(1 > 0)"), pair.getMessage());
        assertThrows(InvalidConfigException.class, () -> PreferenceMatrix.of(2, 0.5, 0.7, 0.3, 0.4));
        assertThrows(InvalidConfigException.class, () -> PreferenceMatrix.of(2, 0.5, 0.5));
        PreferenceMatrix p = PreferenceMatrix.of(2, 0.5, 0.7, 0.3, 0.5);
        InvalidConfigException support =
                assertThrows(InvalidConfigException.class, () -> new RegularisedGame(p, new double[] {1, 0}, 0.1));
        assertTrue(support.getMessage().contains("reference needs full support"), support.getMessage());
        assertThrows(InvalidConfigException.class, () -> new RegularisedGame(p, new double[] {0.5, 0.4}, 0.1));
        InvalidConfigException tau =
                assertThrows(InvalidConfigException.class, () -> new RegularisedGame(p, new double[] {0.5, 0.5}, 0));
        assertTrue(tau.getMessage().contains("not unique"), tau.getMessage());
    }
}
