package io.polycritic.plugins.learners.bandit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.environments.queues.MecQueue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeuristicPolicyTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new HeuristicPolicy();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new MecQueue(), Map.of("marginals", true, "tasks", 50));
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    /** Mean energy of a task over some episodes of the run's world. */
    static double meanEnergy(TestRun run, PolicyLearner learner, float[] preference) {
        World world = run.part("environment", World.class);
        int energy = world.spec().signals().offset("energy");
        Lane lane = world.lanes(1).get(0);
        float[] action = new float[1];
        double sum = 0;
        int tasks = 0;
        try (PolicyLearner.Policy policy = learner.policy(1, PolicyLearner.Mode.EVALUATE)) {
            for (int episode = 0; episode < 10; episode++) {
                lane.reset();
                Ending ending = Ending.RUNNING;
                while (ending == Ending.RUNNING) {
                    policy.act(lane.observation(), preference, action);
                    ending = lane.step(action, 0);
                    sum += lane.signals()[energy];
                    tasks++;
                }
            }
        }
        return sum / tasks;
    }

    private static PolicyLearner learner(TestRun run, String rule) {
        return (PolicyLearner) run.add("learner", new HeuristicPolicy(), Map.of("rule", rule));
    }

    /** Compares the choice with a search over what the observation says. */
    @Test
    void marginalGreedyHasTheLeastWeightedCost() {
        try (TestRun run = run()) {
            PolicyLearner learner = learner(run, "marginal-greedy");
            World world = run.part("environment", World.class);
            Space space = world.spec().observation();
            Lane lane = world.lanes(1).get(0);
            lane.reset();
            float[] action = new float[1];
            float[] w = {0.3f, 0.7f};
            try (PolicyLearner.Policy policy = learner.policy(1, PolicyLearner.Mode.EVALUATE)) {
                for (int i = 0; i < 40; i++) {
                    float[] seen = lane.observation();
                    policy.act(seen, w, action);
                    double chosen = cost(space, seen, w, (int) action[0]);
                    for (int row = 0; row < 6; row++) {
                        if (seen[space.offset("present") + row] == 1) {
                            assertTrue(chosen <= cost(space, seen, w, row));
                        }
                    }
                    float marginal = seen[space.offset("delay.marginal") + (int) action[0]];
                    lane.step(action, 0);
                    assertEquals(marginal, lane.signals()[0]);
                }
            }
        }
    }

    private static double cost(Space space, float[] seen, float[] w, int row) {
        return w[0] * seen[space.offset("delay.marginal") + row] / 2 + w[1] * seen[space.offset("energy") + row] / 20;
    }

    @Test
    void greedyFollowsThePreferenceAndLeastLoadedDoesNot() {
        try (TestRun run = run()) {
            PolicyLearner greedy = learner(run, "marginal-greedy");
            double saving = meanEnergy(run, greedy, new float[] {0, 1});
            double quick = meanEnergy(run, greedy, new float[] {1, 0});
            assertTrue(saving < 0.7 * quick, saving + " J and " + quick + " J");
        }
    }

    @Test
    void leastLoadedTakesTheShortestQueueAndAmongThoseTheFastest() {
        try (TestRun run = run()) {
            Space space = run.context("learner").environment().observation();
            float[] seen = new float[space.width()];
            for (int row = 0; row < 4; row++) {
                seen[space.offset("present") + row] = 1;
            }
            seen[space.offset("cloud")] = 1;
            System.arraycopy(new float[] {0, 2, 1, 1}, 0, seen, space.offset("tasks"), 4);
            System.arraycopy(new float[] {5, 4, 2, 3}, 0, seen, space.offset("frequency"), 4);
            float[] action = new float[1];
            try (PolicyLearner.Policy policy = learner(run, "least-loaded").policy(1, PolicyLearner.Mode.EVALUATE)) {
                policy.act(seen, new float[] {0.5f, 0.5f}, action);
            }
            assertArrayEquals(new float[] {3}, action);
        }
    }

    @Test
    void randomTakesEachPresentRowAsOften() {
        try (TestRun run = run()) {
            Space space = run.context("learner").environment().observation();
            float[] seen = new float[space.width()];
            seen[space.offset("present") + 1] = 1;
            seen[space.offset("present") + 2] = 1;
            seen[space.offset("present") + 4] = 1;
            int[] counts = new int[6];
            float[] action = new float[1];
            try (PolicyLearner.Policy policy = learner(run, "random").policy(1, PolicyLearner.Mode.EVALUATE)) {
                for (int i = 0; i < 9000; i++) {
                    policy.act(seen, new float[] {0.5f, 0.5f}, action);
                    counts[(int) action[0]]++;
                }
            }
            assertEquals(3000, counts[1], 200);
            assertEquals(3000, counts[2], 200);
            assertEquals(3000, counts[4], 200);
        }
    }

    @Test
    void namesTheFieldThatIsNotThere() {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", new MecQueue(), Map.of());
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> learner(run, "marginal-greedy"));
            assertEquals("costs[0]", refused.path());
            assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("learner", new HeuristicPolicy(), Map.of("scales", List.of(1))));
        }
    }
}
