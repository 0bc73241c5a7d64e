package io.polycritic.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogitEquilibriumTest {
    private static final LogitEquilibrium.Method METHOD = new LogitEquilibrium.Method(4, 0.9, 0.2, 1e-9, 20_000);

    /** In a game of one state that is played once, the equilibrium is that of McKelvey and Palfrey, equation 4. */
    @Test
    void oneStateIsAQuantalResponse() {
        double[][] first = {{9, 0}, {0, 1}};
        double[][] second = {{0, 1}, {1, 0}};
        Game game = SmallGames.bimatrix(first, second, true);
        LogitEquilibrium found = LogitEquilibrium.of(game, new LogitEquilibrium.Method(1, 0.9, 0.2, 1e-10, 20_000));
        double p = found.policies()[0][0];
        double q = found.policies()[1][0];
        assertEquals(1 / (1 + Math.exp(-(9 * q - (1 - q)))), p, 1e-9);
        assertEquals(1 / (1 + Math.exp(-((1 - p) - p))), q, 1e-9);
        assertEquals(1, found.policies()[0][0] + found.policies()[0][1], 1e-12);
    }

    /** Played for ever, values are those of one round divided by 1 - gamma. */
    @Test
    void repetitionAddsUp() {
        double[][] payoffs = {{1, 0}, {0, 1}};
        Game once = SmallGames.bimatrix(payoffs, payoffs, true);
        Game forever = SmallGames.bimatrix(payoffs, payoffs, false);
        double single = LogitEquilibrium.of(once, METHOD).values()[0][0];
        assertEquals(single / 0.1, LogitEquilibrium.of(forever, METHOD).values()[0][0], 1e-6);
    }

    @Test
    void eachPolicyIsTheLogitResponseToTheOthers() {
        Game game = SmallGames.random(5, 3, 3, 2, 2);
        LogitEquilibrium found = LogitEquilibrium.of(game, METHOD);
        assertTrue(found.residual() <= 1e-9, "residual " + found.residual());
        double[][] expected = new double[3][game.lotteries().outcomes()];
        for (int i = 0; i < 3; i++) {
            game.lotteries().expect(found.values()[i], expected[i]);
            int n = game.actions().count(i);
            for (int s = 0; s < game.states(); s++) {
                double[] q = new double[n];
                for (int joint = 0; joint < game.actions().size(); joint++) {
                    int at = s * game.actions().size() + joint;
                    double weight = found.joint(game.actions(), s, joint)
                            / found.policies()[i][s * n + game.actions().own(i, joint)];
                    int outcome = game.outcomes()[at];
                    double next = outcome == Game.ENDED ? 0 : 0.9 * expected[i][outcome];
                    q[game.actions().own(i, joint)] += weight * (game.rewards().of(i, at) + next);
                }
                for (int a = 0; a < n; a++) {
                    double log = found.rationality() * (q[a] - found.values()[i][s]);
                    assertEquals(Math.exp(log), found.policies()[i][s * n + a], 1e-7);
                }
            }
        }
    }
}
