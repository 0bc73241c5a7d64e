package io.polycritic.plugins.environments.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.JointPolicy;
import io.polycritic.games.LogitEquilibrium;
import io.polycritic.games.Visits;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GamesTest {
    private static void conserves(Game game) {
        double sum = 0;
        for (double chance : game.initial()) {
            sum += chance;
        }
        assertEquals(1, sum, 1e-9);
        double[] ones = new double[game.states()];
        java.util.Arrays.fill(ones, 1);
        double[] expected = new double[game.lotteries().outcomes()];
        game.lotteries().expect(ones, expected);
        for (double one : expected) {
            assertEquals(1, one, 1e-9);
        }
        float[] digits = new float[game.observation().width()];
        for (int state = 0; state < game.states(); state += 97) {
            game.observe(state, digits, 0);
            assertEquals(state, game.state(digits, 0));
        }
    }

    private static int at(Game game, int first, int second, float... digits) {
        return game.state(digits, 0) * game.actions().size()
                + first * game.actions().count(1)
                + second;
    }

    @Test
    void gamesHaveTheirStates() {
        Game gems = GemsGame.of(Motive.MIXED);
        assertEquals(131_072, gems.states());
        assertEquals(17_496, KitchenGame.game(1).states());
        assertEquals(729, CrossroadGame.game().states());
        conserves(gems);
        conserves(KitchenGame.game(1));
        conserves(CrossroadGame.game());
    }

    /** The index of a joint action where the agents and gems are in some cells. */
    private static int gems(Game game, int first, int second, int... cells) {
        float[] digits = new float[9];
        for (int i = 0; i < 4; i++) {
            digits[2 * i] = cells[i] / 4;
            digits[2 * i + 1] = cells[i] % 4;
        }
        digits[8] = cells[4];
        return at(game, first, second, digits);
    }

    private static int[] cells(Game game, int state) {
        float[] digits = new float[9];
        game.observe(state, digits, 0);
        int[] cells = new int[5];
        for (int i = 0; i < 4; i++) {
            cells[i] = (int) (digits[2 * i] * 4 + digits[2 * i + 1]);
        }
        cells[4] = (int) digits[8];
        return cells;
    }

    /** Agent 1 goes east to cell 1 with the red gem; agent 2 stays in cell 15 with nothing. */
    @Test
    void aGemIsTakenAndComesBackAnywhere() {
        Game gems = GemsGame.of(Motive.MIXED);
        int at = gems(gems, 3, 0, 0, 15, 1, 5, 0);
        assertEquals(1 - 0.02, gems.rewards().of(0, at), 1e-12);
        assertEquals(0, gems.rewards().of(1, at), 1e-12);
        boolean[] seen = new boolean[16];
        for (int k = 0; k < 16; k++) {
            int[] cells = cells(gems, gems.lotteries().draw(gems.outcomes()[at], (k + 0.5) / 16));
            assertEquals(1, cells[0]);
            assertEquals(15, cells[1]);
            assertEquals(5, cells[3]);
            seen[cells[2]] = true;
        }
        for (boolean cell : seen) {
            assertTrue(cell);
        }
    }

    @Test
    void greenTakesBothAndChangesItsCorner() {
        Game gems = GemsGame.of(Motive.MIXED);
        int at = gems(gems, 4, 1, 1, 4, 7, 9, 0);
        assertEquals(0.8 - 0.02, gems.rewards().of(0, at), 1e-12);
        assertEquals(0.8 - 0.02, gems.rewards().of(1, at), 1e-12);
        assertEquals(1, cells(gems, gems.outcomes()[at])[4]);
        assertEquals(-0.02, gems.rewards().of(0, gems(gems, 4, 0, 1, 4, 7, 9, 0)), 1e-12);
    }

    @Test
    void motivesAreWhatTheySay() {
        Game opposed = GemsGame.of(Motive.ZERO_SUM);
        Game team = GemsGame.of(Motive.TEAM);
        Game mixed = GemsGame.of(Motive.MIXED);
        for (int at = 0; at < opposed.outcomes().length; at += 501) {
            assertEquals(0, opposed.rewards().of(0, at) + opposed.rewards().of(1, at), 1e-12);
            double sum = mixed.rewards().of(0, at) + mixed.rewards().of(1, at);
            assertEquals(sum, team.rewards().of(0, at), 1e-12);
            assertEquals(sum, team.rewards().of(1, at), 1e-12);
        }
    }

    /** Both cooks do what a soup takes, step by step. */
    @Test
    void aSoupIsServed() {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", new KitchenMini(), Map.of("soup", 1));
            Lane lane = run.part("environment", GameWorld.class).lanes(1).get(0);
            lane.reset();
            int up = 0;
            int down = 1;
            int outer = 2;
            int counter = 3;
            int stay = 4;
            int[][] steps = {
                {up, up}, {outer, stay}, {counter, stay}, {outer, counter}, {counter, outer}, {down, counter},
                {down, outer}, {outer, stay}, {up, stay}, {up, stay}, {counter, stay}, {stay, counter},
                {stay, outer}, {stay, down}, {stay, down}
            };
            for (int[] step : steps) {
                lane.step(new float[] {step[0], step[1]}, 0);
                assertEquals(0, lane.signals()[0]);
            }
            lane.step(new float[] {stay, outer}, 0);
            assertEquals(1, lane.signals()[1]);
            assertEquals(1, lane.signals()[2]);
        }
    }

    @Test
    void aCrashEndsTheEpisode() {
        Game game = CrossroadGame.game();
        int at = at(game, 1, 1, 2, 2, 3, 1);
        assertEquals(Game.ENDED, game.outcomes()[at]);
        assertEquals(0.3 - 2, game.rewards().of(0, at), 1e-12);
        assertEquals(0.1 - 2, game.rewards().of(1, at), 1e-12);
        assertNotEquals(Game.ENDED, game.outcomes()[at(game, 0, 1, 2, 2, 3, 1)]);
    }

    @Test
    void expertsAreExactAndBetterThanChance() {
        Game game = CrossroadGame.game();
        LogitEquilibrium experts = LogitEquilibrium.of(game, Experts.method(8, 0.9, GridGames.STEP));
        assertTrue(experts.residual() <= 1e-9);
        assertEquals(8, experts.rationality());
        JointPolicy policy = JointPolicy.of(game, experts);
        JointPolicy uniform = JointPolicy.uniform(game);
        for (int agent = 0; agent < 2; agent++) {
            double most = Visits.within(game, policy, 40).earned(game, policy, agent);
            double least = Visits.within(game, uniform, 40).earned(game, uniform, agent);
            assertTrue(most > least + 0.1, most + " against " + least);
        }
    }

    /** The residual of each of the random games of the exact study is at most 1e-9. */
    @Test
    void randomGamesAreSolvedAndDiffer() {
        for (long seed = 1; seed <= 20; seed++) {
            try (TestRun run = new TestRun(seed, null, null)) {
                run.add("environment", new MarkovGame(), Map.of());
                GameWorld world = run.part("environment", GameWorld.class);
                conserves(world.game());
                assertTrue(world.experts().residual() <= 1e-9);
            }
        }
        assertNotEquals(reward(1, false), reward(2, false));
        assertEquals(reward(1, false), reward(1, false));
    }

    private static double reward(long seed, boolean cooperative) {
        try (TestRun run = new TestRun(seed, null, null)) {
            run.add("environment", new MarkovGame(), Map.of("cooperative", cooperative));
            Game game = run.part("environment", GameWorld.class).game();
            if (cooperative) {
                assertEquals(game.rewards().of(0, 5), game.rewards().of(1, 5));
            }
            return game.rewards().of(1, 5);
        }
    }

    @Test
    void cooperativeGamesHaveOneReward() {
        assertNotEquals(2, reward(3, true));
    }

    @Test
    void lanesPlayTheGame() {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", new CrossroadMini(), Map.of("maxEpisodeSteps", 3));
            Lane lane = run.part("environment", GameWorld.class).lanes(2).get(1);
            lane.reset();
            assertEquals(Ending.RUNNING, lane.step(new float[] {0, 0}, 0));
            assertEquals(Ending.RUNNING, lane.step(new float[] {0, 0}, 0));
            assertEquals(Ending.TRUNCATED, lane.step(new float[] {0, 0}, 0));
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> lane.step(new float[] {0, 3}, 0));
            assertEquals("the action of agent2 is 3.0, allowed is a whole number from 0 to 2", refused.getMessage());
        }
    }

    @Test
    void expertsNeedRationalityAndADiscount() {
        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, () -> add(Map.of("rationality", 0)));
        assertEquals("rationality", refused.path());
        refused = assertThrows(InvalidConfigException.class, () -> add(Map.of("discount", 1)));
        assertTrue(refused.getMessage().contains("need gamma < 1"), refused.getMessage());
    }

    private static void add(Map<String, ?> config) {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", new MarkovGame(), config);
        }
    }
}
