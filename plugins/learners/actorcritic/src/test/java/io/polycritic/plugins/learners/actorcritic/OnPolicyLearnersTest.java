package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.critics.value.VCritic;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.optimizers.gradient.RmsProp;
import io.polycritic.plugins.optimizers.gradient.Sgd;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnPolicyLearnersTest {
    private static final int CLASSES = 3;

    /** A run in which classes are named; episodes have so many steps. */
    private static TestRun naming(int length, LearnerFactory<?> learner, Map<String, ?> config, boolean critic) {
        TestRun run = new TestRun(5, CompiledCompute.withJavaBlas(), null);
        run.seat("environment", new IdentityWorld(CLASSES, length, run.context("environment")));
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", 0.01));
        run.add("optimizers.critics", new RmsProp(), Map.of("learningRate", 0.01));
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        if (critic) {
            run.add(
                    "critics.task",
                    new VCritic(),
                    Map.of("hidden", List.of(16), "discount", 0.5, "lambda", 1, "epochs", 1));
        }
        Map<String, Object> all = new HashMap<>(Map.of("hidden", List.of(16)));
        all.putAll(config);
        run.add("learner", learner, all);
        return run;
    }

    private static void learns(TestRun run, int updates) {
        try (run) {
            SmallRuns.update(run, 1);
            double first = run.metrics().get("learner/return");
            SmallRuns.update(run, updates);
            double last = run.metrics().get("learner/return");
            assertTrue(first < 5 && last > 7, first + " to " + last);
        }
    }

    @Test
    void advantageActorCriticLearns() {
        learns(naming(8, new A2c(), Map.of("lanes", 8, "horizon", 8), true), 300);
    }

    @Test
    void reinforceLearnsWithoutACritic() {
        learns(naming(8, new Reinforce(), Map.of("discount", 0.5), false), 200);
    }

    @Test
    void reinforceLearnsWithABaseline() {
        learns(naming(8, new Reinforce(), Map.of("normalise", false), true), 300);
    }

    @Test
    void groupsLearnWithoutACritic() {
        learns(naming(8, new Grpo(), Map.of("lanes", 16, "group", 8, "minibatch", 64, "kl", 0.001), false), 100);
    }

    /**
     * A bandit of three arms for each class, a linear policy, one step of gradient descent of rate 1: the weight of
     * class c and arm k must move by the share of c's rows times the mean of r (1[k was drawn] - p_k) over them, and
     * that is near the expectation p_k (r_k - p_c) with p_k = 1/3.
     */
    @Test
    void reinforceFollowsTheGradientOfABandit() {
        int lanes = 30000;
        Map<String, Object> config = Map.of("lanes", lanes, "normalise", false, "hidden", List.of());
        try (TestRun run = naming(1, new Reinforce(), config, false)) {
            run.add("optimizers.actor", new Sgd(), Map.of("learningRate", 1));
            State state = new State();
            run.save().get("learner").values().forEach((name, value) -> {
                Object zero = name.contains("mean/") ? new float[((float[]) value).length] : value;
                put(state, name, zero);
            });
            run.part("learner", io.polycritic.api.plugin.Part.class).load(state.reader());
            SmallRuns.update(run, 1);
            float[] moved = (float[]) run.save().get("learner").values().get("policy/mean/layer0.weight");
            for (int shown = 0; shown < CLASSES; shown++) {
                for (int arm = 0; arm < CLASSES; arm++) {
                    double reward = arm == shown ? 1 : 0;
                    double expected = 1 / 3.0 * (1 / 3.0) * (reward - 1 / 3.0);
                    assertEquals(expected, moved[shown * CLASSES + arm], 0.01, shown + ", " + arm);
                }
            }
        }
    }

    private static void put(State state, String name, Object value) {
        if (value instanceof float[] floats) {
            state.writer().put(name, floats);
        } else if (value instanceof double[] doubles) {
            state.writer().put(name, doubles);
        } else if (value instanceof long[] longs) {
            state.writer().put(name, longs);
        }
    }

    @Test
    void continuesBitForBitAfterLoading() {
        Map<LearnerFactory<?>, Map<String, Object>> all = Map.of(
                new A2c(), Map.of("lanes", 4, "observationClip", 5),
                new Reinforce(), Map.of("lanes", 4, "observationClip", 5),
                new Grpo(), Map.of("lanes", 4, "group", 2, "minibatch", 16, "kl", 0.1, "referenceInterval", 2));
        all.forEach((factory, config) -> {
            boolean critic = !(factory instanceof Grpo);
            try (TestRun whole = naming(8, factory, config, critic);
                    TestRun second = naming(8, factory, config, critic)) {
                SmallRuns.update(whole, 3);
                Map<String, State> saved = whole.save();
                SmallRuns.update(whole, 3);
                second.load(saved);
                SmallRuns.update(second, 3);
                assertArrayEquals(SmallRuns.parameters(whole, "learner"), SmallRuns.parameters(second, "learner"));
                assertEquals(whole.metrics(), second.metrics());
            }
        });
    }

    /** The policy is its own reference in the first update, and has moved away from it in the second. */
    @Test
    void theReferenceIsAnEarlierPolicy() {
        Map<String, Object> config =
                Map.of("lanes", 8, "group", 4, "minibatch", 64, "epochs", 1, "kl", 0.1, "referenceInterval", 2);
        try (TestRun run = naming(8, new Grpo(), config, false)) {
            double[] divergence = new double[4];
            for (int i = 0; i < 4; i++) {
                SmallRuns.update(run, 1);
                divergence[i] = run.metrics().get("learner/referenceKl");
            }
            assertEquals(0, divergence[0], 1e-7);
            assertTrue(divergence[1] > 1e-7, "" + divergence[1]);
            assertEquals(0, divergence[2], 1e-7);
            assertTrue(divergence[3] > 1e-7, "" + divergence[3]);
        }
    }

    @Test
    void groupsTakeNoCritic() {
        try (TestRun run = naming(8, new Grpo(), Map.of("minibatch", 64), true)) {
            InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> SmallRuns.update(run, 1));
            assertTrue(
                    refused.getMessage().contains("grpo takes no critic, found [critics.task]"), refused.getMessage());
        }
    }

    @Test
    void wholeEpisodesMustFit() {
        for (LearnerFactory<?> factory : List.of(new Reinforce(), new Grpo())) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> naming(8, factory, Map.of("horizon", 7), false));
            assertEquals("horizon", refused.path());
            assertTrue(refused.getMessage().contains("found 7")
                    && refused.getMessage().contains("8 steps"));
        }
        assertEquals(
                "environment",
                assertThrows(InvalidConfigException.class, () -> naming(0, new Reinforce(), Map.of(), false))
                        .path());
    }

    @Test
    void groupsAndMinibatchesMustFitTheLanes() {
        InvalidConfigException groups = assertThrows(
                InvalidConfigException.class, () -> naming(8, new Grpo(), Map.of("lanes", 12, "minibatch", 8), false));
        assertTrue(groups.getMessage().contains("found 12, which does not make groups of 8"), groups.getMessage());
        InvalidConfigException rows = assertThrows(
                InvalidConfigException.class, () -> naming(8, new Grpo(), Map.of("lanes", 8, "minibatch", 65), false));
        assertTrue(rows.getMessage().contains("8 times 8 = 64"), rows.getMessage());
    }
}
