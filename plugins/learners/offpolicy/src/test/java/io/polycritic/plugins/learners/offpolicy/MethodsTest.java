package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.nn.Activation;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.NetworkDesign;
import io.polycritic.rl.Transitions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What methods tell critics, and how they follow them, by hand. */
class MethodsTest {
    private static final int ROWS = 64;

    private static Schedule schedule(String plugin) {
        return new Schedule(plugin, 1, 1, 1, ROWS, 0, "streams.replay", 1);
    }

    private static PolicyDesign design() {
        return new PolicyDesign(new int[] {8}, Activation.RELU, 0, 1, "optimizers.actor");
    }

    private static Batch batch(int features) {
        Batch batch = new Batch(Shape.of(ROWS));
        float[] next = batch.put(FieldSpec.numbers(Fields.NEXT_FEATURES, features));
        for (int i = 0; i < next.length; i++) {
            next[i] = (i * 7 % 11 - 5) / 5f;
        }
        return batch;
    }

    private static Temperature temperature(TestRun run, double value) {
        Temperature.Rule rule = new Temperature.Rule(value, true, 1, "optimizers.actor");
        return new Temperature(run.context("learner"), rule, -1);
    }

    /**
     * The first policy is near tanh of a standard Gaussian, of which -log pi = log(1 - a^2) + log sqrt(2 pi) + u^2 / 2
     * with u = artanh a; the bonus is 0.5 of that.
     */
    @Test
    void sacOffersItsNextActionAndTheWorthOfItsEntropy() {
        try (TestRun run = SmallRuns.turn()) {
            FeatureMap map = new FeatureMap(TurnWorld.SPEC.observation(), 0);
            Actions actions = Actions.numbers(TurnWorld.SPEC.action(), "sac");
            try (Method sac = new ContinuousSac(
                    run.context("learner"), schedule("sac"), design(), map, actions, temperature(run, 0.5))) {
                Batch batch = batch(map.width());
                sac.prepare(batch);
                for (int row = 0; row < ROWS; row++) {
                    double a = batch.numbers(Transitions.NEXT_SAMPLE)[row];
                    double u = 0.5 * Math.log((1 + a) / (1 - a));
                    double entropy = Math.log(1 - a * a) + 0.5 * Math.log(2 * Math.PI) + u * u / 2;
                    assertEquals(0.5 * entropy, batch.numbers(Transitions.NEXT_BONUS)[row], 0.1, "action " + a);
                }
            }
        }
    }

    /** The first policy is nearly uniform: its entropy is log 4. */
    @Test
    void sacOffersProbabilitiesOfClasses() {
        try (TestRun run = SmallRuns.identity()) {
            FeatureMap map = new FeatureMap(run.context("learner").environment().observation(), 0);
            Actions actions =
                    Actions.finite(run.context("learner").environment().action(), "sac");
            FiniteChoice choice = new FiniteChoice(NetworkDesign.Input.FLAT, CriticRoles.NONE, 0.98);
            try (Method sac = new DiscreteSac(
                    run.context("learner"), schedule("sac"), design(), map, actions, temperature(run, 0.5), choice)) {
                Batch batch = batch(map.width());
                sac.prepare(batch);
                for (int row = 0; row < ROWS; row++) {
                    double sum = 0;
                    double entropy = 0;
                    for (int i = 0; i < 4; i++) {
                        double p = batch.numbers(Transitions.NEXT_PROBABILITIES)[4 * row + i];
                        sum += p;
                        entropy -= p * Math.log(p);
                    }
                    assertEquals(1, sum, 1e-6);
                    assertEquals(Math.log(4), entropy, 0.01);
                    assertEquals(0.5 * entropy, batch.numbers(Transitions.NEXT_BONUS)[row], 1e-5);
                }
            }
        }
    }

    /** The first policy is near 0, so next actions are clipped noise: none beyond 0.5, spread about 0.2. */
    @Test
    void td3SmoothsItsNextAction() {
        try (TestRun run = SmallRuns.turn()) {
            FeatureMap map = new FeatureMap(TurnWorld.SPEC.observation(), 0);
            Actions actions = Actions.numbers(TurnWorld.SPEC.action(), "td3");
            DelayedDeterministic.Constants constants = new DelayedDeterministic.Constants(0.1, 0.2, 0.3, 2, 0.005);
            try (Method td3 = new DelayedDeterministic(
                    run.context("learner"), schedule("td3"), design(), constants, map, actions)) {
                Batch batch = batch(map.width());
                td3.prepare(batch);
                double square = 0;
                double most = 0;
                for (float sample : batch.numbers(Transitions.NEXT_SAMPLE)) {
                    square += sample * sample / ROWS;
                    most = Math.max(most, Math.abs(sample));
                }
                assertEquals(0.19, Math.sqrt(square), 0.05);
                assertTrue(most < 0.35, "clipped at 0.3, but for the policy's own action: " + most);
            }
        }
    }

    /** The policy and its target move in every second update alone. */
    @Test
    void td3DelaysItsPolicy() {
        try (TestRun run = SmallRuns.turn()) {
            SmallRuns.learner(run, new Td3(), Map.of("policyEvery", 2, "warmup", 0, "targetRate", 0.25));
            State[] states = new State[3];
            for (int i = 0; i < 3; i++) {
                states[i] = run.save().get("learner");
                SmallRuns.update(run, 1);
            }
            String part = "actor/layer1.weight";
            assertEquals(value(states[0], "policy/" + part), value(states[1], "policy/" + part));
            float before = value(states[1], "targetPolicy/" + part);
            float moved = value(states[2], "policy/" + part);
            assertTrue(moved != value(states[1], "policy/" + part));
            assertEquals(before + 0.25f * (moved - before), value(states[2], "targetPolicy/" + part), 1e-7f);
        }
    }

    private static float value(State state, String name) {
        return ((float[]) state.values().get(name))[0];
    }

    /** Entropy below the target makes it worth more, entropy above it less. */
    @Test
    void temperatureFollowsTheEntropy() {
        try (TestRun run = SmallRuns.turn()) {
            Temperature temperature = temperature(run, 0.5);
            float[] gradient = new float[1];
            temperature.follow(-3);
            assertEquals(Math.log(0.5) * -2, temperature.evaluateSum(gradient), 0.01);
            assertEquals(-2, gradient[0]);
            assertTrue(temperature.value()[0] > 0.5f);
            for (int i = 0; i < 20; i++) {
                temperature.follow(3);
            }
            assertTrue(temperature.value()[0] < 0.5f);
            assertEquals(List.of("optimizers.actor"), temperature.optimizers("optimizers.actor"));
            assertEquals(List.of("optimizers.x", "optimizers.actor"), temperature.optimizers("optimizers.x"));
        }
    }

    /** The greedy policy of two critics is that of their weighted sum. */
    @Test
    void dqnFollowsTheWeightedSumOfCritics() {
        try (TestRun run = SmallRuns.identity()) {
            SmallRuns.critic(run, "other", new io.polycritic.plugins.critics.value.QCritic(), Map.of("reward", "task"));
            SmallRuns.learner(run, new Dqn(), Map.of());
            SmallRuns.update(run, 3);
            float[] shown = {1, 0, 0, 0};
            PolicyLearner learner = run.part("learner", PolicyLearner.class);
            for (double weight : new double[] {0, 1, -1}) {
                run.weight("critics.task", weight);
                run.weight("critics.other", weight == 0 ? 1 : 0);
                float[] chosen = new float[1];
                try (PolicyLearner.Policy policy = learner.policy(1, PolicyLearner.Mode.EVALUATE)) {
                    policy.act(shown, new float[0], chosen);
                }
                if (weight == -1) {
                    run.weight("critics.task", 1);
                    float[] opposite = new float[1];
                    try (PolicyLearner.Policy policy = learner.policy(1, PolicyLearner.Mode.EVALUATE)) {
                        policy.act(shown, new float[0], opposite);
                    }
                    assertTrue(chosen[0] != opposite[0], "the least valued action is not the most valued one");
                }
            }
        }
    }
}
