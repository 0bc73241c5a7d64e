package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.EnsembleQ;
import io.polycritic.plugins.critics.value.QCritic;
import io.polycritic.plugins.critics.value.QuantileQ;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.environments.memory.PrioritizedReplay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each learner finds the known optimum of a small world, with each critic and each memory. */
class LearningTest {
    /** The share of classes that are named, when each is shown alone. */
    private static int named(TestRun run) {
        PolicyLearner learner = run.part("learner", PolicyLearner.class);
        float[] shown = new float[16];
        for (int i = 0; i < 4; i++) {
            shown[5 * i] = 1;
        }
        float[] chosen = new float[4];
        try (PolicyLearner.Policy policy = learner.policy(4, PolicyLearner.Mode.EVALUATE)) {
            policy.act(shown, new float[0], chosen);
        }
        int right = 0;
        for (int i = 0; i < 4; i++) {
            right += chosen[i] == i ? 1 : 0;
        }
        return right;
    }

    private static void learnsToName(LearnerFactory<?> learner, CriticFactory<?> critic, Map<String, ?> config) {
        try (TestRun run = SmallRuns.identity(critic)) {
            SmallRuns.learner(run, learner, config);
            SmallRuns.update(run, 600);
            assertEquals(4, named(run), run.metrics().toString());
        }
    }

    /** The best action is 4 x + 1. */
    private static void learnsToTurn(LearnerFactory<?> learner, CriticFactory<?> critic, Map<String, ?> config) {
        try (TestRun run = SmallRuns.turn(critic)) {
            SmallRuns.learner(run, learner, config);
            SmallRuns.update(run, 1200);
            float[] shown = {-0.6f, 0, 0.6f};
            float[] turned = new float[3];
            try (PolicyLearner.Policy policy =
                    run.part("learner", PolicyLearner.class).policy(3, PolicyLearner.Mode.EVALUATE)) {
                policy.act(shown, new float[0], turned);
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(4 * shown[i] + 1, turned[i], 0.8, run.metrics().toString());
            }
        }
    }

    @Test
    void dqnNamesWhatItIsShown() {
        learnsToName(new Dqn(), new QCritic(), Map.of("epsilonSteps", 300));
    }

    @Test
    void dqnTakesAnyCritic() {
        learnsToName(new Dqn(), new TwinQ(), Map.of("epsilonSteps", 300));
        learnsToName(new Dqn(), new QuantileQ(), Map.of("epsilonSteps", 300));
    }

    @Test
    void sacNamesWhatItIsShown() {
        learnsToName(new Sac(), new TwinQ(), Map.of("temperature", 0.1));
    }

    @Test
    void sacTakesQuantilesOfAMixture() {
        learnsToName(new Sac(), new QuantileQ(), Map.of("temperature", 0.1));
    }

    @Test
    void sacTurns() {
        learnsToTurn(new Sac(), new TwinQ(), Map.of("temperature", 0.1));
    }

    @Test
    void td3Turns() {
        learnsToTurn(new Td3(), new TwinQ(), Map.of());
    }

    @Test
    void numbersSuitAllCritics() {
        learnsToTurn(new Td3(), new QCritic(), Map.of("exploration", 0.3));
        learnsToTurn(new Td3(), new EnsembleQ(), Map.of("exploration", 0.3));
        learnsToTurn(new Td3(), new QuantileQ(), Map.of("exploration", 0.3));
    }

    @Test
    void rowsMayBeDrawnByErrorAndJoined() {
        try (TestRun run = SmallRuns.identity()) {
            SmallRuns.memory(run, new PrioritizedReplay(), Map.of("capacity", 3000, "steps", 2, "discount", 0.5));
            SmallRuns.learner(run, new Dqn(), Map.of("lanes", 3, "epsilonSteps", 300));
            SmallRuns.update(run, 600);
            assertEquals(4, named(run), run.metrics().toString());
        }
    }

    /** Two critics of one reward, one of which counts against it: their weights decide whom the policy believes. */
    @Test
    void weightsOfCriticsDecide() {
        try (TestRun run = SmallRuns.turn()) {
            SmallRuns.cost(run, new TwinQ());
            SmallRuns.learner(run, new Td3(), Map.of());
            run.weight("critics.task", 0);
            run.weight("critics.cost", 5);
            SmallRuns.update(run, 800);
            float[] turned = new float[2];
            try (PolicyLearner.Policy policy =
                    run.part("learner", PolicyLearner.class).policy(2, PolicyLearner.Mode.EVALUATE)) {
                policy.act(new float[] {-0.6f, 0.6f}, new float[0], turned);
            }
            for (float action : turned) {
                assertTrue(Math.abs(action) < 0.8, List.of(turned[0], turned[1]) + " cost the action's size");
            }
        }
    }
}
