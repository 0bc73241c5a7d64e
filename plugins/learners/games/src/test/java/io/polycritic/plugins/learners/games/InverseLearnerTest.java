package io.polycritic.plugins.learners.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.JointPolicy;
import io.polycritic.games.MarginalCritic;
import io.polycritic.plugins.critics.inverse.ExpertPolicy;
import io.polycritic.plugins.critics.inverse.IqObjective;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import io.polycritic.plugins.environments.games.ExpertDemonstrations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InverseLearnerTest {
    private static final Map<String, Object> SMALL =
            Map.of("lanes", 4, "demonstrated", 32, "replayed", 32, "updatesPerStep", 2);

    private static float[] values(TestRun run, String critic) {
        return run.part("critics." + critic, MarginalCritic.class)
                .parameters()
                .get(0)
                .values()
                .clone();
    }

    /** Half the total variation of joint policies to the experts', in the mean over states. */
    private static double gap(TestRun run) {
        GameWorld world = run.part("environment", GameWorld.class);
        Game game = world.game();
        JointPolicy policy = JointPolicy.of(game, run.part("learner", PolicyLearner.class), PolicyLearner.Mode.EXPLORE);
        double sum = 0;
        for (int at = 0; at < policy.probabilities().length; at++) {
            sum += Math.abs(policy.probabilities()[at] - world.experts().joint(game.actions(), at / 9, at % 9)) / 2;
        }
        return sum / game.states();
    }

    @Test
    void policiesComeNearToTheExperts() {
        for (String form : List.of("joint", "direct")) {
            try (TestRun run = GameRuns.inverse()) {
                run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of("episodes", 100));
                for (String agent : List.of("agent1", "agent2")) {
                    run.add(
                            "critics." + agent,
                            new MarginalQ(),
                            Map.of("form", form, "hidden", List.of(16), "rationality", 4));
                }
                run.add("learner", new Mamql(), Map.of("mode", "offline", "demonstrated", 64));
                GameRuns.update(run, 1);
                double before = gap(run);
                GameRuns.update(run, 250);
                assertTrue(gap(run) < before / 2, form + ": " + gap(run) + " after " + before);
            }
        }
    }

    @Test
    void ownStepsBoundWhatIsImplied() {
        try (TestRun run = GameRuns.inverse()) {
            run.add("critics.objective", new IqObjective(), Map.of("alpha", 1, "kept", "all"));
            run.add("learner", new Mamql(), SMALL);
            GameRuns.update(run, 1);
            double before = gap(run);
            GameRuns.update(run, 200);
            assertTrue(gap(run) < before, gap(run) + " after " + before);
            assertTrue(Math.abs(run.metrics().get("learner/implied.agent1")) < 2);
        }
    }

    /** critics.agent2 from direct to joint, and the demonstrations from 10 episodes to 50, while the run goes on. */
    @Test
    void criticsAndDemonstrationsAreSwappedInALiveRun() {
        try (TestRun run = GameRuns.inverse()) {
            run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of("episodes", 10));
            run.add("critics.agent2", new MarginalQ(), Map.of("form", "direct", "hidden", List.of(16)));
            run.add("learner", new Mamql(), SMALL);
            GameRuns.update(run, 5);
            float[] other = values(run, "agent1");
            assertEquals(8 * 16 + 16 + 16 * 3 + 3, values(run, "agent2").length);
            run.add("critics.agent2", new MarginalQ(), Map.of("form", "joint", "hidden", List.of(16)));
            GameRuns.update(run, 5);
            float[] young = values(run, "agent2");
            assertEquals(8 * 16 + 16 + 16 * 12 + 12, young.length);
            assertEquals(other.length, values(run, "agent1").length);
            run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of("episodes", 50));
            GameRuns.update(run, 5);
            assertFalse(Arrays.equals(young, values(run, "agent2")));
            run.add("critics.agent1", new ExpertPolicy(), Map.of("rationality", 4));
            GameRuns.update(run, 5);
            assertTrue(Double.isFinite(gap(run)));
        }
    }

    @Test
    void aRunThatGoesOnLaterIsTheSameRun() {
        for (boolean online : new boolean[] {true, false}) {
            try (TestRun first = GameRuns.inverse();
                    TestRun second = GameRuns.inverse()) {
                Map<String, Object> config =
                        Map.of("mode", online ? "online" : "offline", "lanes", 3, "demonstrated", 8, "replayed", 8);
                first.add("learner", new Mamql(), config);
                second.add("learner", new Mamql(), config);
                GameRuns.update(first, 6);
                second.load(first.save());
                GameRuns.update(first, 5);
                GameRuns.update(second, 5);
                assertArrayEquals(values(first, "agent1"), values(second, "agent1"));
                assertArrayEquals(values(first, "agent2"), values(second, "agent2"));
            }
        }
    }

    @Test
    void firstStatesNeedADiscountBelowOne() {
        try (TestRun run = GameRuns.inverse()) {
            run.add("learner", new Mamql(), SMALL);
            run.add("critics.objective", new IqObjective(), Map.of("baseline", "initial"));
            GameRuns.update(run, 2);
            run.add("critics.agent2", new MarginalQ(), Map.of("discount", 1));
            InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> GameRuns.update(run, 1));
            assertTrue(refused.getMessage().contains("needs gamma < 1"), refused.getMessage());
        }
    }

    @Test
    void aTransitionWithoutAnActionIsRefused() {
        try (TestRun run = GameRuns.inverse()) {
            run.seat("streams.demonstrations", new Told(run.context("learner").environment(), 812, Float.NaN));
            run.add("learner", new Mamql(), Map.of("mode", "offline", "demonstrated", 4));
            PolycriticException refused = assertThrows(PolycriticException.class, () -> GameRuns.update(run, 1));
            assertTrue(
                    refused.getMessage()
                            .contains("joint transition 812 lacks agent 2's action; marginal critic needs all"),
                    refused.getMessage());
        }
    }

    @Test
    void demonstrationsOfOtherAgentsAreRefused() {
        try (TestRun run = GameRuns.inverse()) {
            Told told = new Told(run.context("learner").environment(), 0, 1);
            run.seat("streams.demonstrations", told.agents("agent2", "agent1"));
            run.add("learner", new Mamql(), Map.of("mode", "offline", "demonstrated", 4));
            PolycriticException refused = assertThrows(PolycriticException.class, () -> GameRuns.update(run, 1));
            assertTrue(
                    refused.getMessage().contains("[agent2, agent1], the environment has [agent1, agent2]"),
                    refused.getMessage());
        }
    }
}
