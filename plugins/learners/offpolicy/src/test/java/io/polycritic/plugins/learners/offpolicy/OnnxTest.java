package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.onnx.testkit.OnnxCheck;
import io.polycritic.plugins.critics.value.EnsembleQ;
import io.polycritic.plugins.critics.value.QCritic;
import io.polycritic.plugins.critics.value.QuantileQ;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exported policies act like the learner's own, in ONNX Runtime. */
class OnnxTest {
    private static final double TOLERANCE = 1e-5;

    private static void same(TestRun run, LearnerFactory<?> factory) throws Exception {
        try (run) {
            SmallRuns.learner(run, factory, Map.of());
            SmallRuns.update(run, 60);
            assertEquals(0, difference(run), TOLERANCE);
        }
    }

    private static double difference(TestRun run) throws Exception {
        PolicyLearner learner = run.part("learner", PolicyLearner.class);
        return OnnxCheck.policy(learner, run.context("learner").environment());
    }

    @Test
    void squashedGaussianPolicy() throws Exception {
        same(SmallRuns.turn(), new Sac());
    }

    @Test
    void deterministicPolicy() throws Exception {
        same(SmallRuns.turn(), new Td3());
    }

    @Test
    void categoricalPolicy() throws Exception {
        same(SmallRuns.identity(), new Sac());
    }

    @Test
    void greedyPolicyOfOneNetwork() throws Exception {
        same(SmallRuns.identity(), new Dqn());
    }

    @Test
    void greedyPolicyOfQuantiles() throws Exception {
        same(SmallRuns.identity(new QuantileQ()), new Dqn());
    }

    @Test
    void greedyPolicyOfTwoCriticsOfOtherWeights() throws Exception {
        TestRun run = SmallRuns.identity(new EnsembleQ());
        SmallRuns.critic(run, "other", new QCritic(), Map.of("reward", "task", "duelling", true));
        run.weight("critics.other", 0.3);
        same(run, new Dqn());
    }

    @Test
    void policyOverRowsOfAPreference() throws Exception {
        try (TestRun run = QueueRuns.of(Map.of("tasks", 40), Map.of())) {
            run.add("learner", new SacDiscrete(), QueueRuns.LEARNER);
            QueueRuns.update(run, 5);
            assertEquals(0, difference(run), TOLERANCE);
        }
    }
}
