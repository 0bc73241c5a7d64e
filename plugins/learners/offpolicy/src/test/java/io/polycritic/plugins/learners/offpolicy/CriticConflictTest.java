package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.QCritic;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.optimizers.gradient.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CriticConflictTest {
    private static final Map<String, Object> HELD = Map.of("automatic", false, "temperature", 1e-8, "conflictEvery", 1);

    /** Critics of two rewards; the policy makes steps of length 1 along the gradient. */
    private static TestRun run(boolean finite, LearnerFactory<?> learner, Map<String, ?> config) {
        CriticFactory<?> critic = finite ? new QCritic() : new TwinQ();
        TestRun run = finite ? SmallRuns.identity() : SmallRuns.turn();
        SmallRuns.critic(run, "other", critic, Map.of("reward", "task", "discount", 0.9));
        run.add("optimizers.actor", new Sgd(), Map.of("learningRate", 1));
        SmallRuns.learner(run, learner, config);
        return run;
    }

    private static void weights(TestRun run, double task, double other) {
        run.weight("critics.task", task);
        run.weight("critics.other", other);
    }

    private static double moved(TestRun run) {
        float[] before = policy(run);
        SmallRuns.update(run, 1);
        float[] after = policy(run);
        double square = 0;
        for (int i = 0; i < before.length; i++) {
            square += Math.pow(after[i] - before[i], 2);
        }
        return Math.sqrt(square);
    }

    private static float[] policy(TestRun run) {
        State state = run.save().get("learner");
        return state.values().entrySet().stream()
                .filter(each -> each.getKey().startsWith("policy/"))
                .map(each -> (float[]) each.getValue())
                .reduce(new float[0], (x, y) -> {
                    float[] both = java.util.Arrays.copyOf(x, x.length + y.length);
                    System.arraycopy(y, 0, both, x.length, y.length);
                    return both;
                });
    }

    /** Steps that the policy takes with one critic, the other one, and both, from the same state. */
    private static void stepsAreMadeOfTheGradients(boolean finite, LearnerFactory<?> learner, Map<String, ?> config) {
        try (TestRun both = run(finite, learner, config);
                TestRun task = run(finite, learner, config);
                TestRun other = run(finite, learner, config)) {
            weights(both, 1, 1);
            SmallRuns.update(both, 6);
            weights(both, 3, -1);
            weights(task, 1, 0);
            weights(other, 0, 1);
            task.load(both.save());
            other.load(both.save());
            double together = moved(both);
            double ofTask = 0.75 * moved(task);
            double ofOther = 0.25 * moved(other);
            Map<String, Double> found = both.metrics();
            assertEquals(ofTask, found.get("learner/gradientNorm.task"), 2e-3 * ofTask);
            assertEquals(ofOther, found.get("learner/gradientNorm.other"), 2e-3 * ofOther);
            // By the law of cosines.
            double cosine = (together * together - ofTask * ofTask - ofOther * ofOther) / (2 * ofTask * ofOther);
            assertEquals(cosine, found.get("learner/gradientCosine.task.other"), 5e-3);
            double share = (ofTask * ofTask + cosine * ofTask * ofOther) / (together * together);
            assertEquals(share, found.get("learner/gradientShare.task"), 5e-3 * Math.max(1, share));
            assertEquals(1, found.get("learner/gradientShare.task") + found.get("learner/gradientShare.other"), 1e-5);
        }
    }

    @Test
    void stepsOfThePolicyAreMadeOfTheGradientsMeasured() {
        stepsAreMadeOfTheGradients(false, new Sac(), HELD);
        stepsAreMadeOfTheGradients(true, new Sac(), HELD);
        stepsAreMadeOfTheGradients(false, new Td3(), Map.of("conflictEvery", 1, "policyEvery", 1));
    }

    private static void agreesWithItself(boolean finite, LearnerFactory<?> learner, Map<String, ?> config) {
        try (TestRun run = finite ? SmallRuns.identity() : SmallRuns.turn()) {
            run.add("optimizers.critics", new Sgd(), Map.of("learningRate", 0));
            SmallRuns.critic(run, "twin", finite ? new QCritic() : new TwinQ(), Map.of("reward", "task"));
            SmallRuns.learner(run, learner, config);
            SmallRuns.update(run, 6);
            Map<String, State> saved = new LinkedHashMap<>(run.save());
            saved.put("critics.twin", saved.get("critics.task"));
            run.load(saved);
            SmallRuns.update(run, 1);
            assertEquals(1, run.metrics().get("learner/gradientCosine.task.twin"), 1e-6);
            assertEquals(0.5, run.metrics().get("learner/gradientShare.twin"), 1e-5);
            run.load(saved);
            run.weight("critics.twin", -0.5);
            SmallRuns.update(run, 1);
            assertEquals(-1, run.metrics().get("learner/gradientCosine.task.twin"), 1e-6);
            assertEquals(2, run.metrics().get("learner/gradientShare.task"), 1e-4);
            assertEquals(-1, run.metrics().get("learner/gradientShare.twin"), 1e-4);
        }
    }

    @Test
    void aCriticAgreesWithItsCopyAndOpposesItWhereTheWeightIsNegative() {
        agreesWithItself(false, new Sac(), Map.of("conflictEvery", 1));
        agreesWithItself(true, new Sac(), Map.of("conflictEvery", 1));
        agreesWithItself(false, new Td3(), Map.of("conflictEvery", 1, "policyEvery", 1));
    }

    private static void changesNothing(boolean finite, LearnerFactory<?> learner) {
        try (TestRun on = run(finite, learner, Map.of("conflictEvery", 1));
                TestRun off = run(finite, learner, Map.of("conflictEvery", 0))) {
            SmallRuns.update(on, 10);
            SmallRuns.update(off, 10);
            for (String path : List.of("learner", "critics.task", "critics.other", "optimizers.critics")) {
                assertArrayEquals(SmallRuns.state(off, path), SmallRuns.state(on, path), path);
            }
            off.metrics()
                    .forEach((name, value) -> assertEquals(value, on.metrics().get(name), name));
            assertTrue(on.metrics().containsKey("learner/gradientCosine.task.other"));
            assertFalse(off.metrics().containsKey("learner/gradientCosine.task.other"));
        }
    }

    @Test
    void measuringChangesNothing() {
        changesNothing(false, new Sac());
        changesNothing(true, new Sac());
        changesNothing(false, new Td3());
    }
}
