package io.polycritic.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapingProjectionTest {
    private final Game game = SmallGames.random(5, 4, 2, 2);
    private final double[] weights =
            SmallGames.occupancy(game, JointPolicy.of(game, SmallGames.policies(game, 1)), 0.9);
    private final ShapingProjection projection = new ShapingProjection(game, 0.9, weights, 200);

    private double[] shaping(double constant) {
        double[] potential = {1, -2, 0.5, 3, -0.25};
        double[] expected = new double[game.lotteries().outcomes()];
        game.lotteries().expect(potential, expected);
        double[] shaping = new double[weights.length];
        for (int at = 0; at < shaping.length; at++) {
            int outcome = game.outcomes()[at];
            double next = outcome == Game.ENDED ? 0 : 0.9 * expected[outcome];
            shaping[at] = next - potential[at / 4] + constant;
        }
        return shaping;
    }

    @Test
    void nothingRemainsOfShaping() {
        double[] shaping = shaping(0.7);
        projection.apply(shaping);
        assertEquals(0, Math.sqrt(projection.inner(shaping, shaping)), 1e-6);
    }

    @Test
    void rewardsThatDifferByShapingBecomeTheSame() {
        double[] reward = new double[weights.length];
        double[] shaped = shaping(-0.3);
        for (int at = 0; at < reward.length; at++) {
            reward[at] = game.rewards().of(0, at);
            shaped[at] += reward[at];
        }
        double before = projection.inner(reward, reward);
        projection.apply(reward);
        projection.apply(shaped);
        for (int at = 0; at < reward.length; at++) {
            assertEquals(reward[at], shaped[at], 1e-5);
        }
        assertTrue(projection.inner(reward, reward) < before);
    }

    @Test
    void leastSquaresStayInTheirBox() {
        double[][] products = {{2, 0.5}, {0.5, 1}};
        double[] free = BoxedLeastSquares.solve(products, new double[] {1, 1}, 10);
        assertEquals(2.0 / 7, free[0], 1e-6);
        assertEquals(6.0 / 7, free[1], 1e-6);
        double[] boxed = BoxedLeastSquares.solve(products, new double[] {1, 9}, 2);
        assertEquals(2, boxed[1], 1e-9);
        assertEquals(0, boxed[0], 1e-6);
    }
}
