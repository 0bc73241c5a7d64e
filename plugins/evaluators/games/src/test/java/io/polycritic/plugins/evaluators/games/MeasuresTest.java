package io.polycritic.plugins.evaluators.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.JointPolicy;
import io.polycritic.plugins.environments.games.CrossroadMini;
import io.polycritic.plugins.environments.games.MarkovGame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static Map<String, Double> measure(
            EnvironmentFactory<?> environment,
            EvaluatorFactory<?> factory,
            Function<GameWorld, JointPolicy> policy,
            Function<Game, IntFunction<double[]>> rewards) {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", environment, Map.of());
            GameWorld world = run.part("environment", GameWorld.class);
            Performer learner = new Performer(world.game(), policy.apply(world), rewards.apply(world.game()));
            Map<String, ?> config = factory instanceof RewardDistance ? Map.of("iterations", 400) : Map.of();
            run.add("evaluators.measure", factory, config);
            Map<String, Double> means = new LinkedHashMap<>();
            for (Measure measure : run.part("evaluators.measure", Evaluator.class)
                    .evaluate(new TestSubject(0, Map.of("environment", world, "learner", learner), world))) {
                means.put(measure.name(), measure.mean());
            }
            return means;
        }
    }

    private static JointPolicy experts(GameWorld world) {
        return JointPolicy.of(world.game(), world.experts());
    }

    private static JointPolicy uniform(GameWorld world) {
        return JointPolicy.uniform(world.game());
    }

    private static IntFunction<double[]> truth(Game game) {
        return agent -> {
            double[] reward = new double[game.outcomes().length];
            for (int at = 0; at < reward.length; at++) {
                reward[at] = game.rewards().of(agent, at);
            }
            return reward;
        };
    }

    /** Twice the true reward and shaping. */
    private static IntFunction<double[]> shaped(Game game) {
        double[] potential = new double[game.states()];
        for (int state = 0; state < potential.length; state++) {
            potential[state] = Math.sin(state);
        }
        double[] expected = new double[game.lotteries().outcomes()];
        game.lotteries().expect(potential, expected);
        return agent -> {
            double[] reward = truth(game).apply(agent);
            for (int at = 0; at < reward.length; at++) {
                int outcome = game.outcomes()[at];
                double next = outcome == Game.ENDED ? 0 : 0.9 * expected[outcome];
                reward[at] =
                        2 * reward[at] + next - potential[at / game.actions().size()] + 0.5;
            }
            return reward;
        };
    }

    private static IntFunction<double[]> opposite(Game game) {
        return agent -> {
            double[] reward = truth(game).apply(agent);
            for (int at = 0; at < reward.length; at++) {
                reward[at] = -reward[at];
            }
            return reward;
        };
    }

    @Test
    void scoresLieBetweenUniformAndExperts() {
        for (EnvironmentFactory<?> world : new EnvironmentFactory<?>[] {new MarkovGame(), new CrossroadMini()}) {
            Map<String, Double> best = measure(world, new ExactReturn(), MeasuresTest::experts, MeasuresTest::truth);
            assertEquals(1, best.get("score"), 1e-5);
            assertEquals(best.get("expertReturnAgent2"), best.get("returnAgent2"), 1e-5);
            Map<String, Double> worst = measure(world, new ExactReturn(), MeasuresTest::uniform, MeasuresTest::truth);
            assertEquals(0, worst.get("score"), 1e-5);
            assertTrue(worst.get("return") < best.get("return"));
        }
    }

    @Test
    void gapsAreNothingAmongExperts() {
        Map<String, Double> best =
                measure(new MarkovGame(), new OccupancyGap(), MeasuresTest::experts, MeasuresTest::truth);
        assertEquals(0, best.get("occupancyGap"), 1e-6);
        assertEquals(0, best.get("policyGap"), 1e-6);
        assertTrue(best.get("expertResidual") <= 1e-9);
        Map<String, Double> worst =
                measure(new MarkovGame(), new OccupancyGap(), MeasuresTest::uniform, MeasuresTest::truth);
        assertTrue(worst.get("occupancyGap") > 0.1 && worst.get("occupancyGap") <= 1);
        assertEquals(worst.get("policyGap"), (worst.get("policyGapAgent1") + worst.get("policyGapAgent2")) / 2, 1e-9);
    }

    @Test
    void distanceForgivesScaleAndShaping() {
        Map<String, Double> same =
                measure(new MarkovGame(), new RewardDistance(), MeasuresTest::experts, MeasuresTest::shaped);
        assertEquals(0, same.get("distance"), 1e-3);
        Map<String, Double> other =
                measure(new MarkovGame(), new RewardDistance(), MeasuresTest::experts, MeasuresTest::opposite);
        assertEquals(1, other.get("distance"), 1e-6);
        Map<String, Double> nothing = measure(
                new MarkovGame(),
                new RewardDistance(),
                MeasuresTest::experts,
                game -> agent -> new double[game.outcomes().length]);
        assertEquals(Math.sqrt(0.5), nothing.get("distance"), 1e-9);
    }

    @Test
    void eventsGetTheirWeightsBack() {
        Map<String, Double> found =
                measure(new CrossroadMini(), new RewardDistance(), MeasuresTest::experts, MeasuresTest::truth);
        assertEquals(0, found.get("distance"), 1e-2);
        assertTrue(found.get("weightCorrelation") > 0.8, found.toString());
    }

    @Test
    void aWorldThatIsNoGameIsRefused() {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", new MarkovGame(), Map.of());
            run.add("evaluators.measure", new ExactReturn(), Map.of());
            Evaluator evaluator = run.part("evaluators.measure", Evaluator.class);
            PolycriticException refused = assertThrows(
                    PolycriticException.class, () -> evaluator.evaluate(new TestSubject(0, Map.of(), null)));
            assertTrue(refused.getMessage().contains("no game"), refused.getMessage());
        }
    }
}
