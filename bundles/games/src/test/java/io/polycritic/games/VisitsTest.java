package io.polycritic.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VisitsTest {
    @Test
    void aGameOfOneStateIsSummedByHand() {
        double[][] payoffs = {{3, 0}, {0, 1}};
        Game game = SmallGames.bimatrix(payoffs, payoffs, false);
        JointPolicy uniform = JointPolicy.uniform(game);
        Visits forty = Visits.within(game, uniform, 40);
        assertEquals(40, forty.total(), 1e-9);
        assertEquals(40, forty.earned(game, uniform, 0), 1e-9);
        Visits discounted = Visits.discounted(game, uniform, 0.9);
        assertEquals(10, discounted.total(), 1e-9);
        assertEquals(10, discounted.earned(game, uniform, 1), 1e-9);
    }

    /** d(s) = p0(s) + gamma sum of d(s') pi(a|s') P(s|s', a). */
    @Test
    void discountedVisitsFlow() {
        Game game = SmallGames.random(6, 1, 2, 3);
        JointPolicy policy = JointPolicy.of(game, SmallGames.policies(game, 2));
        double[] visits = Visits.discounted(game, policy, 0.8).expected();
        double[] outcomes = new double[game.lotteries().outcomes()];
        for (int at = 0; at < game.outcomes().length; at++) {
            if (game.outcomes()[at] != Game.ENDED) {
                outcomes[game.outcomes()[at]] += 0.8 * visits[at / 6] * policy.probabilities()[at];
            }
        }
        double[] arrived = new double[game.states()];
        game.lotteries().arrive(outcomes, arrived);
        for (int s = 0; s < game.states(); s++) {
            assertEquals(visits[s], game.initial()[s] + arrived[s], 1e-11);
        }
    }

    @Test
    void anEndingEndsVisits() {
        double[][] payoffs = {{1, 1}, {1, 1}};
        Game game = SmallGames.bimatrix(payoffs, payoffs, true);
        assertEquals(1, Visits.within(game, JointPolicy.uniform(game), 40).total(), 1e-12);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Visits.discounted(game, JointPolicy.uniform(game), 1));
        assertEquals("gamma is 1.0; a sum without end needs gamma < 1", refused.getMessage());
    }
}
