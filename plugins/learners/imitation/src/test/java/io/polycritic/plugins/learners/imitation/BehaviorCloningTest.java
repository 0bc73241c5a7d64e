package io.polycritic.plugins.learners.imitation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.demonstrations.RecordedDemonstrations;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.rl.Episodes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BehaviorCloningTest {
    private static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }

    private static float[] act(TestRun run, float... seen) {
        float[] actions = new float[seen.length];
        try (PolicyLearner.Policy policy =
                run.part("learner", PolicyLearner.class).policy(seen.length, PolicyLearner.Mode.EVALUATE)) {
            policy.act(seen, new float[0], actions);
        }
        return actions;
    }

    @Test
    void demonstratedClassesAreTaken() {
        try (TestRun run = Steps.run(true, -1, Map.of())) {
            update(run, 1);
            double first = run.metrics().get("learner/logLikelihood");
            assertEquals(-Math.log(2), first, 0.2);
            update(run, 40);
            assertTrue(
                    run.metrics().get("learner/logLikelihood") > -0.1,
                    run.metrics().toString());
            assertArrayEquals(new float[] {0, 0, 1, 1}, act(run, -0.9f, -0.2f, 0.2f, 0.9f));
        }
    }

    /** The likeliest line through noisy actions, and the likeliest spread: the noise's, limits counted as 1. */
    @Test
    void aGaussianFitsMeanAndSpread() {
        for (double clip : new double[] {0, 5}) {
            Map<String, Object> line = Map.of("hidden", List.of(), "observationClip", clip);
            try (TestRun run = Steps.run(false, -1, line)) {
                update(run, 200);
                assertArrayEquals(new float[] {-2.4f, 0, 1.5f}, act(run, -0.8f, 0, 0.5f), 0.15f);
                assertEquals(Math.log(Steps.NOISE / 4), run.metrics().get("learner/logStd"), 0.1);
            }
        }
    }

    @Test
    void countsDemonstratedSteps() {
        try (TestRun run = Steps.run(true, -1, Map.of())) {
            assertEquals(
                    new Learner.Update(640, 0),
                    run.part("learner", Learner.class).update());
        }
    }

    @Test
    void continuesBitForBitAfterLoading() {
        Map<String, Object> config = Map.of("observationClip", 5);
        try (TestRun whole = Steps.run(false, -1, config);
                TestRun second = Steps.run(false, -1, config)) {
            update(whole, 3);
            Map<String, State> saved = whole.save();
            update(whole, 3);
            second.load(saved);
            update(second, 3);
            assertEquals(whole.metrics(), second.metrics());
            assertArrayEquals(act(whole, 0.3f), act(second, 0.3f));
        }
    }

    @Test
    void saysWhenTheStreamEnds() {
        try (TestRun run = Steps.run(true, 10, Map.of())) {
            update(run, 1);
            PolycriticException ended = assertThrows(PolycriticException.class, () -> update(run, 1));
            assertEquals("streams.demonstrations", ended.path());
            assertTrue(ended.getMessage().contains("has ended"), ended.getMessage());
        }
    }

    @Test
    void demonstrationsOfAnotherWorldAreRefused() {
        try (TestRun run = Steps.base(true, -1)) {
            run.seat("environment", new IdentityWorld(4, 8, run.context("environment")));
            run.add("learner", new BehaviorCloning(), Map.of());
            PolycriticException refused = assertThrows(PolycriticException.class, () -> update(run, 1));
            assertTrue(
                    refused.getMessage().contains("1 numbers a row in the field 'observation', the environment has 4"),
                    refused.getMessage());
        }
    }

    private static TestRun naming() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.seat("environment", new IdentityWorld(4, 8, run.context("environment")));
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", 0.01));
        return run;
    }

    /** What episodes of a run's learner earn on average. */
    private static double earned(TestRun run) {
        double[] sum = new double[1];
        try (TestRun other = naming();
                Episodes episodes = new Episodes(
                        other.part("environment", World.class), run.part("learner", PolicyLearner.class), 10)) {
            episodes.reset();
            episodes.run(new float[0], 8, new Episodes.Watcher() {
                @Override
                public void after(int step, int row, float[] observation, float[] signals, Ending ending) {
                    sum[0] += signals[0] / 10;
                }
            });
        }
        return sum[0];
    }

    /**
     * A pupil of a pupil: the second run clones the first, which has cloned a rule, through recorded demonstrations.
     */
    @Test
    void aFrozenRunIsCloned() {
        try (TestRun expert = naming();
                TestRun pupil = naming()) {
            expert.seat(
                    "streams.demonstrations",
                    new Naming(expert.context("streams.demonstrations").random("rows")));
            expert.seat("environment", new IdentityWorld(4, 8, expert.context("environment")));
            expert.add("learner", new BehaviorCloning(), Map.of("hidden", List.of(16), "minibatch", 64));
            update(expert, 20);
            assertEquals(8, earned(expert), 1e-4);
            Subject frozen = new TestSubject(
                    0,
                    Map.of("learner", expert.part("learner", Learner.class)),
                    expert.part("environment", World.class));
            pupil.frozen("expert", frozen);
            pupil.add("streams.demonstrations", new RecordedDemonstrations(), Map.of("run", "expert", "steps", 500));
            pupil.seat("environment", new IdentityWorld(4, 8, pupil.context("environment")));
            pupil.add("learner", new BehaviorCloning(), Map.of("hidden", List.of(16), "minibatch", 64));
            assertTrue(earned(pupil) < 6, "before it has learned it earns " + earned(pupil));
            update(pupil, 20);
            assertEquals(8, earned(pupil), 1e-4);
            assertEquals(Space.EMPTY, pupil.part("learner", PolicyLearner.class).condition());
        }
    }
}
