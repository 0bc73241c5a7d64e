package io.polycritic.plugins.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private final Recipe recipe = new Recipe();

    private double[] evaluate(TestRun run) {
        World world = new ExampleCorridor()
                .create(
                        io.polycritic.api.plugin.ConfigSchema.of(ExampleCorridor.Config.class)
                                .create(recipe.config("environment")),
                        run.context("evaluators.return"));
        Map<String, Part> parts = Map.of("learner", run.part("learner", Learner.class));
        return run.part("evaluators.return", Evaluator.class)
                .evaluate(new TestSubject(0, parts, world))
                .get(0)
                .samples();
    }

    @Test
    void theRecipeFindsTheShortestWay() {
        try (TestRun run = recipe.run()) {
            assertEquals(
                    -50, Arrays.stream(evaluate(run)).min().orElseThrow(), "an untrained policy stays where it is");
            long steps = 0;
            while (steps < recipe.budget()) {
                steps += recipe.train(run, 1);
            }
            assertArrayEquals(new double[] {-7, -7, -7, -7, -7, -7, -7, -7, -7, -7}, evaluate(run));
        }
    }

    @Test
    void withoutStepsOfTheOptimizerNothingIsLearned() {
        try (TestRun run = recipe.run()) {
            run.add("optimizers.actor", new ExampleSgd(), Map.of("learningRate", 0));
            recipe.train(run, 100);
            assertEquals(-50, Arrays.stream(evaluate(run)).max().orElseThrow());
        }
    }

    @Test
    void savedAndLoadedItGoesOnBitForBit() {
        try (TestRun first = recipe.run();
                TestRun second = recipe.run()) {
            recipe.train(first, 5);
            second.load(first.save());
            recipe.train(first, 5);
            recipe.train(second, 5);
            assertArrayEquals(policy(first), policy(second));
        }
    }

    private static float[] policy(TestRun run) {
        return State.of(run.part("learner", Learner.class))
                .reader()
                .floats("policy/preferences")
                .orElseThrow();
    }

    @Test
    void theGradientIsThatOfTheLoss() {
        try (TestRun run = recipe.run()) {
            recipe.train(run, 3);
            TabularLearner learner = run.part("learner", TabularLearner.class);
            PolicyGradient objective = new PolicyGradient(
                    learner.table(),
                    learner.walks().batch(),
                    learner.context()
                            .slots(io.polycritic.api.plugin.Kind.CRITIC, io.polycritic.api.critic.ScoringCritic.class));
            float[] values = learner.table().parameters().values();
            float[] gradient = new float[values.length];
            float[] ignored = new float[values.length];
            objective.evaluateSum(gradient);
            for (int i = 0; i < values.length; i++) {
                float kept = values[i];
                values[i] = kept + 0.01f;
                double above = objective.evaluate(0, ignored);
                values[i] = kept - 0.01f;
                double below = objective.evaluate(0, ignored);
                values[i] = kept;
                assertEquals((above - below) / 0.02, gradient[i], 1e-4);
            }
        }
    }

    @Test
    void theCorridorEndsAtItsGoalAndAtItsLimit() {
        try (TestRun run = new TestRun(1, null, null)) {
            World world =
                    (World) run.add("environment", new ExampleCorridor(), Map.of("length", 3, "maxEpisodeSteps", 4));
            var lane = world.lanes(1).get(0);
            lane.reset();
            assertEquals(Ending.RUNNING, lane.step(new float[] {1}, 0));
            assertEquals(Ending.TERMINATED, lane.step(new float[] {1}, 0));
            assertEquals(2, lane.observation()[0]);
            lane.reset();
            for (int i = 0; i < 3; i++) {
                assertEquals(Ending.RUNNING, lane.step(new float[] {0}, 0));
            }
            assertEquals(Ending.TRUNCATED, lane.step(new float[] {1}, 0));
        }
    }

    @Test
    void aWorldThatIsNoTableIsRefused() {
        try (TestRun run = new TestRun(1, null, null)) {
            run.seat("environment", new io.polycritic.api.testkit.IdentityWorld(3, 5, run.context("environment")));
            PolycriticException refused =
                    assertThrows(PolycriticException.class, () -> run.add("learner", new ExampleTabular(), Map.of()));
            assertTrue(refused.getMessage().contains("one observed number with limits"), refused.getMessage());
        }
    }
}
