package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.rl.SystemWorld;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SacDiscreteTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new SacDiscrete();
    }

    @Override
    protected TestRun run() {
        return QueueRuns.of(Map.of("tasks", 40), Map.of());
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return QueueRuns.LEARNER;
    }

    @Override
    protected void prepare(TestRun run) {
        QueueRuns.update(run, 5);
    }

    /** Where energy alone counts, an empty system's task goes to the server that needs least of it. */
    @Test
    void theLeastEnergyServerIsChosenWhereEnergyAloneCounts() {
        Map<String, ?> fixed = Map.of("distribution", "fixed", "fixed", List.of(0, 1));
        try (TestRun run = QueueRuns.of(Map.of("tasks", 40, "uploadPower", 0, "maxServers", 3), fixed)) {
            Map<String, Object> settings = QueueRuns.learner(Map.of("automatic", false, "temperature", 0.01));
            PolicyLearner learner = (PolicyLearner) run.add("learner", new SacDiscrete(), settings);
            QueueRuns.update(run, 700);
            Lane lane = run.part("environment", World.class).lanes(1).get(0);
            Space space = run.context("learner").environment().observation();
            int draws = 400;
            float[] observations = new float[draws * space.width()];
            float[] conditions = new float[2 * draws];
            float[] actions = new float[draws];
            int right = 0;
            int systems = 10;
            try (PolicyLearner.Policy policy = learner.policy(draws, PolicyLearner.Mode.EXPLORE)) {
                for (int system = 0; system < systems; system++) {
                    lane.reset();
                    for (int i = 0; i < draws; i++) {
                        System.arraycopy(lane.observation(), 0, observations, i * space.width(), space.width());
                        conditions[2 * i + 1] = 1;
                    }
                    policy.act(observations, conditions, actions);
                    int best = leastEnergy(lane.observation(), space);
                    for (float action : actions) {
                        right += action == best ? 1 : 0;
                    }
                }
            }
            assertTrue(right >= 0.9 * draws * systems, right + " of " + draws * systems);
        }
    }

    private static int leastEnergy(float[] seen, Space space) {
        int best = 0;
        for (int row = 0; row < space.field("present").width(); row++) {
            boolean present = seen[space.offset("present") + row] > 0;
            if (present && seen[space.offset("energy") + row] < seen[space.offset("energy") + best]) {
                best = row;
            }
        }
        return best;
    }

    /** A policy over rows acts in a system that has more of them than any that it was trained in. */
    @Test
    void actsInLargerSystems() {
        try (TestRun run = run()) {
            PolicyLearner learner = (PolicyLearner) run.add("learner", new SacDiscrete(), config());
            QueueRuns.update(run, 3);
            SystemWorld world = run.part("environment", SystemWorld.class);
            EnvironmentSpec spec = world.spec("servers-8");
            Lane lane = world.lanes("servers-8", new long[] {1}).get(0);
            lane.reset();
            float[] action = new float[1];
            boolean[] seen = new boolean[9];
            try (PolicyLearner.Policy policy =
                    learner.policy(spec, 1, PolicyLearner.Mode.EXPLORE).orElseThrow()) {
                for (int i = 0; i < 39; i++) {
                    policy.act(lane.observation(), new float[] {0.5f, 0.5f}, action);
                    seen[(int) action[0]] = true;
                    lane.step(action, 0);
                }
            }
            assertTrue(seen[6] || seen[7] || seen[8], Arrays.toString(seen));
        }
    }

    /**
     * A critic of carbon-priced energy learns in the shadow, and takes over; nothing of the delay critic moves by it.
     */
    @Test
    void anotherRewardForEnergyLeavesTheDelayCriticAlone() {
        try (TestRun alone = run();
                TestRun shared = run()) {
            alone.add("learner", new SacDiscrete(), config());
            shared.add("learner", new SacDiscrete(), config());
            QueueRuns.update(alone, 10);
            QueueRuns.update(shared, 10);
            Map<String, Object> carbon = QueueRuns.critic(Map.of("reward", "carbon", "rewardWidth", 2, "component", 1));
            Critic newcomer = shared.newcomer("critics.energy", new TwinQ(), carbon);
            shared.share("critics.energy", new Handover(Handover.Mode.SHADOW));
            QueueRuns.update(alone, 20);
            QueueRuns.update(shared, 20);
            for (String slot : List.of("critics.delay", "critics.energy", "critics.entropy", "learner")) {
                assertSame(slot, alone.save().get(slot), shared.save().get(slot), "");
            }
            assertSame("moments", moments(alone), moments(shared), "critics.delay");
            State learned = State.of(newcomer);
            shared.takeOver("critics.energy");
            float[] before = parameters(shared.save().get("critics.delay"));
            assertArrayEquals(parameters(learned), parameters(shared.save().get("critics.energy")));
            assertFalse(
                    Arrays.equals(parameters(learned), parameters(alone.save().get("critics.energy"))));
            assertArrayEquals(before, parameters(alone.save().get("critics.delay")));
            QueueRuns.update(shared, 1);
            assertFalse(Arrays.equals(before, parameters(shared.save().get("critics.delay"))));
        }
    }

    private static State moments(TestRun run) {
        return run.save().get("optimizers.critics");
    }

    private static float[] parameters(State state) {
        return (float[]) state.values().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("q/q0") && entry.getKey().endsWith("head1.weight"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** Compares what has a name that contains a text, of which there must be something. */
    private static void assertSame(String what, State expected, State found, String part) {
        int compared = 0;
        for (Map.Entry<String, Object> entry : expected.values().entrySet()) {
            if (entry.getKey().contains(part)) {
                Object other = found.values().get(entry.getKey());
                assertTrue(
                        entry.getValue().equals(other)
                                || Arrays.deepEquals(new Object[] {entry.getValue()}, new Object[] {other}),
                        what + "/" + entry.getKey());
                compared++;
            }
        }
        assertTrue(
                compared > 0,
                "nothing of " + what + " has a name with " + part + ": "
                        + expected.values().keySet());
    }

    @Test
    void aFlatCriticOfRowsIsRefusedWithBothShapes() {
        try (TestRun run = run()) {
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("critics.delay", new TwinQ(), QueueRuns.critic(Map.of("input", "flat"))));
            assertEquals("input", refused.path());
            assertTrue(refused.getMessage().contains("[B, 96]"), refused.getMessage());
            assertTrue(refused.getMessage().contains("[B, 6, 15]"), refused.getMessage());
            assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("learner", new SacDiscrete(), QueueRuns.learner(Map.of("input", "flat"))));
        }
    }

    /** One critic of the sum that a preference weighs may stand for those of the objectives. */
    @Test
    void oneCriticMayJudgeTheWeightedSum() {
        try (TestRun run = QueueRuns.empty(Map.of("tasks", 40), Map.of())) {
            run.add(
                    "critics.scalar",
                    new TwinQ(),
                    QueueRuns.critic(Map.of("reward", "cost", "rewardWidth", 2, "component", -1)));
            run.add("learner", new SacDiscrete(), QueueRuns.learner(Map.of("entropyCritic", "")));
            QueueRuns.update(run, 5);
            assertTrue(Double.isFinite(run.metrics().get("learner/policyLoss")));
            assertTrue(run.metrics().get("critics.scalar/loss") > 0);
        }
    }

    @Test
    void rolesThatDoNotFitAreRefused() {
        try (TestRun run = run()) {
            for (List<String> wrong :
                    List.of(List.of("delay"), List.of("delay", "delay"), List.of("delay", "entropy"))) {
                InvalidConfigException refused = assertThrows(
                        InvalidConfigException.class,
                        () -> run.add("learner", new SacDiscrete(), QueueRuns.learner(Map.of("objectives", wrong))));
                assertEquals("objectives", refused.path());
            }
            run.add("learner", new SacDiscrete(), QueueRuns.learner(Map.of("objectives", List.of("delay", "noise"))));
            InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> QueueRuns.update(run, 1));
            assertTrue(refused.getMessage().contains("noise"), refused.getMessage());
            assertThrows(
                    InvalidConfigException.class,
                    () -> run.add(
                            "critics.delay",
                            new TwinQ(),
                            QueueRuns.critic(Map.of("reward", "cost", "rewardWidth", 2, "component", 2))));
        }
    }
}
