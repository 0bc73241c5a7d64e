package io.polycritic.plugins.learners.bandit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.environments.queues.MecQueue;
import io.polycritic.plugins.optimizers.multiobjective.PreferenceSamplers;
import io.polycritic.plugins.rewards.programmed.MarginalCost;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinUcbTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new LinUcb();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new MecQueue(), Map.of("tasks", 30));
        run.add("optimizers.preference", new PreferenceSamplers(), Map.of());
        run.add("rewards.cost", new MarginalCost(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
        run.part("learner", Learner.class).update();
    }

    /** theta solves (lambda I + sum x x') theta = sum r x; the bound adds alpha sqrt(x' A^-1 x). */
    @Test
    void ridgeModelMatchesTheNormalEquations() {
        RandomStream random = RandomStream.of(1, "test", "ridge");
        RidgeModel model = new RidgeModel(2, 1, 0.5);
        double[][] a = {{0.5, 0}, {0, 0.5}};
        double[] b = new double[2];
        for (int i = 0; i < 50; i++) {
            double[] x = {random.nextGaussian(), random.nextGaussian()};
            float r = (float) (2 * x[0] - x[1] + 0.1 * random.nextGaussian());
            model.learn(x, new float[] {r}, 0);
            for (int j = 0; j < 2; j++) {
                b[j] += r * x[j];
                a[j][0] += x[j] * x[0];
                a[j][1] += x[j] * x[1];
            }
        }
        double det = a[0][0] * a[1][1] - a[0][1] * a[1][0];
        double[] x = {0.3, -0.7};
        double[] ax = {(a[1][1] * x[0] - a[0][1] * x[1]) / det, (a[0][0] * x[1] - a[1][0] * x[0]) / det};
        double mean = ax[0] * b[0] + ax[1] * b[1];
        double deviation = Math.sqrt(x[0] * ax[0] + x[1] * ax[1]);
        assertEquals(mean, model.bound(x, new float[] {1}, 0, 0), 1e-9);
        assertEquals(0.25 * mean + 2 * deviation, model.bound(x, new float[] {0.25f}, 0, 2), 1e-9);
    }

    /** Energy does not depend on queues: the model learns to choose the least of it. */
    @Test
    void learnsToSaveEnergy() {
        try (TestRun run = run()) {
            Learner learner = run.add("learner", new LinUcb(), Map.of());
            for (int i = 0; i < 40; i++) {
                learner.update();
            }
            double learned = HeuristicPolicyTest.meanEnergy(run, (PolicyLearner) learner, new float[] {0, 1});
            double careless = HeuristicPolicyTest.meanEnergy(run, (PolicyLearner) learner, new float[] {1, 0});
            assertTrue(learned < 0.8 * careless, learned + " J and " + careless + " J");
        }
    }

    @Test
    void refusesWorldsWithoutRowsAndWrongPreferences() {
        try (TestRun run = run()) {
            run.seat("environment", new IdentityWorld(3, 8, run.context("environment")));
            assertThrows(InvalidConfigException.class, () -> run.add("learner", new LinUcb(), Map.of()));
        }
        try (TestRun run = run()) {
            PolicyLearner learner = (PolicyLearner) run.add("learner", new LinUcb(), Map.of());
            PolicyLearner.Policy policy = learner.policy(1, PolicyLearner.Mode.EVALUATE);
            float[] observation =
                    new float[run.context("learner").environment().observation().width()];
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class,
                    () -> policy.act(observation, new float[] {0.7f, 0.7f}, new float[1]));
            assertTrue(refused.getMessage().contains("preference must lie on the simplex"), refused.getMessage());
        }
    }
}
