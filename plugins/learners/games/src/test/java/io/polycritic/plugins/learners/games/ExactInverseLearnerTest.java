package io.polycritic.plugins.learners.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.JointPolicy;
import io.polycritic.games.LogitEquilibrium;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.Visits;
import io.polycritic.plugins.critics.inverse.ExpertPolicy;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExactInverseLearnerTest {
    /** The mean total variation of the agents' policies to the experts' in the states that these visit. */
    private static double gap(TestRun run) {
        GameWorld world = run.part("environment", GameWorld.class);
        Game game = world.game();
        LogitEquilibrium experts = world.experts();
        double[] visits =
                Visits.discounted(game, JointPolicy.of(game, experts), 0.9).expected();
        JointPolicy learned =
                JointPolicy.of(game, run.part("learner", PolicyLearner.class), PolicyLearner.Mode.EXPLORE);
        double sum = 0;
        double[] own = new double[3];
        for (int agent = 0; agent < 2; agent++) {
            for (int state = 0; state < game.states(); state++) {
                learned.marginal(game.actions(), agent, state, own);
                for (int a = 0; a < 3; a++) {
                    sum += visits[state] * Math.abs(own[a] - experts.policies()[agent][state * 3 + a]) / 2;
                }
            }
        }
        return sum / 2 / 10;
    }

    private static double learned(double alpha) {
        try (TestRun run = GameRuns.exact(alpha)) {
            run.add("learner", new Mamql(), Map.of("mode", "exact"));
            GameRuns.update(run, 8);
            return gap(run);
        }
    }

    /** The greater alpha is, the nearer are the policies: about in proportion. */
    @Test
    void policiesComeNearToTheExperts() {
        double one = learned(1);
        double ten = learned(10);
        assertTrue(one <= 0.04, "alpha 1: " + one);
        assertTrue(ten <= 0.005, "alpha 10: " + ten);
        assertTrue(one / ten > 5 && one / ten < 15, "ratio " + one / ten);
    }

    /** One agent is the expert; the other one learns as if it had known that from the beginning. */
    @Test
    void anAgentIsReplacedByTheExpert() {
        try (TestRun run = GameRuns.exact(10)) {
            run.add("learner", new Mamql(), Map.of("mode", "exact"));
            GameRuns.update(run, 2);
            double before = gap(run);
            run.add("critics.agent2", new ExpertPolicy(), Map.of("rationality", 4));
            GameRuns.update(run, 2);
            assertTrue(gap(run) < before, gap(run) + " against " + before);
            assertTrue(gap(run) < 0.005);
        }
    }

    @Test
    void theExactFormNeedsADiscountBelowOne() {
        try (TestRun run = GameRuns.exact(10)) {
            run.add("learner", new Mamql(), Map.of("mode", "exact"));
            run.add("critics.agent1", new MarginalQ(), Map.of("table", true, "discount", 1));
            InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> GameRuns.update(run, 1));
            assertTrue(refused.getMessage().contains("needs gamma < 1"), refused.getMessage());
            assertEquals("critics.agent1.config.discount", refused.path());
        }
    }

    @Test
    void theExactFormNeedsTables() {
        try (TestRun run = GameRuns.exact(10)) {
            run.add("learner", new Mamql(), Map.of("mode", "exact"));
            run.add("critics.agent1", new MarginalQ(), Map.of("hidden", List.of(4)));
            run.part("critics.agent1", MarginalCritic.class).values(Graphs.input("features", 2, 8));
            InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> GameRuns.update(run, 1));
            assertEquals("critics.agent1.config.table", refused.path());
            assertTrue(refused.getMessage().contains("needs a table of 72"), refused.getMessage());
        }
    }
}
