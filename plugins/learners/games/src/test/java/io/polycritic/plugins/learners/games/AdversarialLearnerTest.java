package io.polycritic.plugins.learners.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.JointPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdversarialLearnerTest {
    private static final Map<String, Object> SMALL =
            Map.of("lanes", 8, "horizon", 8, "hidden", List.of(16), "entropy", 0.001);

    /** How likely the agents are to do what the experts do most, in the mean over states. */
    private static double agreement(TestRun run) {
        GameWorld world = run.part("environment", GameWorld.class);
        Game game = world.game();
        JointPolicy policy = JointPolicy.of(game, run.part("learner", PolicyLearner.class), PolicyLearner.Mode.EXPLORE);
        double sum = 0;
        for (int state = 0; state < game.states(); state++) {
            for (int joint = 0; joint < 9; joint++) {
                sum += policy.probabilities()[state * 9 + joint]
                        * world.experts().joint(game.actions(), state, joint);
            }
        }
        return sum / game.states();
    }

    @Test
    void agentsDoWhatIsRewarded() {
        try (TestRun run = GameRuns.adversarial()) {
            run.add("learner", new MaGail(), SMALL);
            double before = agreement(run);
            GameRuns.update(run, 120);
            assertTrue(agreement(run) > before + 0.1, agreement(run) + " after " + before);
        }
    }

    @Test
    void anUpdateCountsItsStepsAndGoesOnBitForBit() {
        try (TestRun first = GameRuns.adversarial();
                TestRun second = GameRuns.adversarial()) {
            first.add("learner", new MaAirl(), SMALL);
            second.add("learner", new MaAirl(), SMALL);
            assertEquals(64, first.part("learner", PolicyLearner.class).update().steps());
            second.load(first.save());
            GameRuns.update(first, 2);
            GameRuns.update(second, 2);
            assertArrayEquals(parameters(first), parameters(second));
        }
    }

    private static float[] parameters(TestRun run) {
        State state = run.save().get("learner");
        return (float[]) state.values().get("policy/agent1/layer0.weight");
    }

    @Test
    void probabilitiesAreThoseOfTheDraws() {
        try (TestRun run = GameRuns.adversarial()) {
            run.add("learner", new MaGail(), SMALL);
            GameRuns.update(run, 20);
            PolicyLearner learner = run.part("learner", PolicyLearner.class);
            int rows = 20_000;
            float[] observations = new float[rows];
            java.util.Arrays.fill(observations, 3);
            float[] actions = new float[rows * 2];
            float[] probabilities = new float[rows * 9];
            try (PolicyLearner.Policy policy = learner.policy(rows, PolicyLearner.Mode.EXPLORE)) {
                policy.act(observations, new float[0], actions);
                policy.probabilities(observations, new float[0], probabilities);
            }
            double[] counts = new double[9];
            for (int row = 0; row < rows; row++) {
                counts[(int) (actions[row * 2] * 3 + actions[row * 2 + 1])]++;
            }
            for (int joint = 0; joint < 9; joint++) {
                assertEquals(probabilities[joint], counts[joint] / rows, 0.02);
            }
        }
    }
}
