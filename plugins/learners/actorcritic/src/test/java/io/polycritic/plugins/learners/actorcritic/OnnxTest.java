package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.onnx.testkit.OnnxCheck;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exported policies act like the learner's own, in ONNX Runtime. */
class OnnxTest {
    private static final double TOLERANCE = 1e-5;

    private static void same(TestRun run) throws Exception {
        try (run) {
            SmallRuns.update(run, 3);
            PolicyLearner learner = run.part("learner", PolicyLearner.class);
            assertEquals(0, OnnxCheck.policy(learner, run.context("learner").environment()), TOLERANCE);
        }
    }

    private static TestRun naming(LearnerFactory<?> learner, Map<String, ?> config) {
        TestRun run = new TestRun(5, CompiledCompute.withJavaBlas(), null);
        run.seat("environment", new IdentityWorld(3, 8, run.context("environment")));
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", 0.01));
        run.add("optimizers.critics", new Adam(), Map.of("learningRate", 0.01));
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        Map<String, Object> all = new HashMap<>(Map.of("hidden", List.of(16)));
        all.putAll(config);
        run.add("learner", learner, all);
        return run;
    }

    @Test
    void gaussianPolicy() throws Exception {
        same(SmallRuns.single(new Ppo(), Map.of()));
    }

    @Test
    void gaussianPolicyOfNormalisedObservations() throws Exception {
        same(SmallRuns.single(new Ppo(), Map.of("observationClip", 0.8)));
    }

    @Test
    void gaussianPolicyOfASkill() throws Exception {
        same(SmallRuns.single(new Ppo(), Map.of("skillDimension", 3)));
    }

    @Test
    void categoricalPolicy() throws Exception {
        same(naming(new Reinforce(), Map.of("discount", 0.5)));
    }

    @Test
    void categoricalPolicyOfNormalisedObservations() throws Exception {
        same(naming(new Grpo(), Map.of("lanes", 16, "group", 8, "minibatch", 64, "observationClip", 2)));
    }
}
