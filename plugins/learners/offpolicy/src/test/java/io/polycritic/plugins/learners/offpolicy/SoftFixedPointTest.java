package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.nn.Activation;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.NetworkDesign;
import io.polycritic.rl.Transitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Two servers with queues of at most two tasks of one size, of which one is served with a probability before the next
 * arrives. Soft policy iteration gives values of delay, energy and entropy; at these the losses of critics and policy
 * have no gradient.
 */
class SoftFixedPointTest {
    private static final int STATES = 9;
    private static final double GAMMA = 0.97;
    private static final double ALPHA = 0.5;
    private static final double[] W = {0.4, 0.6};
    private static final double[] SERVED = {0.7, 0.4};
    private static final double[] ENERGY = {-0.3, -0.1};
    private static final int CRITICS = 3;

    /** Values of delay, energy, entropy by state and action. */
    private final double[][][] q = new double[CRITICS][STATES][2];

    private static int length(int state, int server) {
        return server == 0 ? state / 3 : state % 3;
    }

    private static double reward(int critic, int state, int action) {
        return switch (critic) {
            case 0 -> -0.1 * (length(state, action) + 1) / SERVED[action];
            case 1 -> ENERGY[action];
            default -> 0;
        };
    }

    /** The chance of each next state: the task joins, if there is room; then each server may finish one. */
    private static double[] next(int state, int action) {
        int[] lengths = {length(state, 0), length(state, 1)};
        lengths[action] = Math.min(2, lengths[action] + 1);
        double[] chances = new double[STATES];
        for (int first = 0; first <= 1; first++) {
            for (int second = 0; second <= 1; second++) {
                int one = Math.max(0, lengths[0] - first);
                int two = Math.max(0, lengths[1] - second);
                chances[3 * one + two] +=
                        (first == 1 ? SERVED[0] : 1 - SERVED[0]) * (second == 1 ? SERVED[1] : 1 - SERVED[1]);
            }
        }
        return chances;
    }

    private double logit(int state, int action) {
        return (W[0] * q[0][state][action] + W[1] * q[1][state][action]) / ALPHA + q[2][state][action];
    }

    private double probability(int state, int action) {
        return 1 / (1 + Math.exp(logit(state, 1 - action) - logit(state, action)));
    }

    private void iterate() {
        for (int sweep = 0; sweep < 3000; sweep++) {
            double[][] value = new double[CRITICS][STATES];
            for (int s = 0; s < STATES; s++) {
                for (int a = 0; a < 2; a++) {
                    double p = probability(s, a);
                    for (int k = 0; k < CRITICS; k++) {
                        value[k][s] += p * (q[k][s][a] - (k == 2 ? Math.log(p) : 0));
                    }
                }
            }
            for (int s = 0; s < STATES; s++) {
                for (int a = 0; a < 2; a++) {
                    double[] chances = next(s, a);
                    for (int k = 0; k < CRITICS; k++) {
                        double after = 0;
                        for (int t = 0; t < STATES; t++) {
                            after += chances[t] * value[k][t];
                        }
                        q[k][s][a] = reward(k, s, a) + GAMMA * after;
                    }
                }
            }
        }
    }

    /** Writes tables into linear networks of one-hot states at the first step, and measures gradients at later ones. */
    private final class Probe implements GradientOptimizer {
        final Map<String, Double> gradients = new TreeMap<>();
        private final Map<String, Boolean> written = new HashMap<>();

        @Override
        public double step(String owner, Parameters parameters, Objectives objectives) {
            if (written.putIfAbsent(owner, true) == null) {
                for (Parameters.Segment part : parameters.segments()) {
                    java.util.Arrays.fill(
                            parameters.values(),
                            part.offset(),
                            part.offset() + part.shape().size(),
                            0);
                    if (part.name().endsWith("weight")) {
                        write(owner, parameters.values(), part.offset());
                    }
                }
            }
            float[] gradient = new float[parameters.size()];
            double loss = objectives.evaluateSum(gradient);
            double most = 0;
            for (float number : gradient) {
                most = Math.max(most, Math.abs(number));
            }
            gradients.put(owner, most);
            return loss;
        }

        private void write(String owner, float[] values, int offset) {
            int critic = List.of("critics.delay", "critics.energy", "critics.entropy")
                    .indexOf(owner);
            for (int s = 0; s < STATES; s++) {
                for (int a = 0; a < 2; a++) {
                    values[offset + 2 * s + a] = (float) (critic < 0 ? logit(s, a) : q[critic][s][a]);
                }
            }
        }

        @Override
        public void forget(String owner) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rename(String owner, String other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void copy(String owner, String from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            // Nothing is kept.
        }

        @Override
        public void load(StateReader in) {
            // Nothing is kept.
        }
    }

    /** All states, actions and next states, each counted by its chance. */
    private static Batch transitions(FeatureMap map) {
        int rows = STATES * 2 * STATES;
        Batch batch = new Batch(Shape.of(rows));
        float[] features = batch.put(FieldSpec.numbers(Fields.FEATURES, map.width()));
        float[] nextFeatures = batch.put(FieldSpec.numbers(Fields.NEXT_FEATURES, map.width()));
        float[] sample = batch.put(FieldSpec.category(Transitions.SAMPLE, 2));
        float[] importance = batch.put(FieldSpec.numbers(Transitions.IMPORTANCE));
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards("cost"), 2));
        batch.put(FieldSpec.category(Fields.ENDING, Ending.values().length));
        float[] w = {(float) W[0], (float) W[1]};
        for (int row = 0; row < rows; row++) {
            int s = row / (2 * STATES);
            int a = row / STATES % 2;
            int t = row % STATES;
            map.write(new float[] {s}, 0, w, 0, features, row * map.width());
            map.write(new float[] {t}, 0, w, 0, nextFeatures, row * map.width());
            sample[row] = a;
            importance[row] = (float) next(s, a)[t];
            rewards[2 * row] = (float) reward(0, s, a);
            rewards[2 * row + 1] = (float) reward(1, s, a);
        }
        return batch;
    }

    @Test
    void lossesHaveNoGradientAtTheFixedPoint() {
        iterate();
        EnvironmentSpec spec = EnvironmentSpec.single(
                Space.of(FieldSpec.category("state", STATES)),
                Space.of(FieldSpec.category("server", 2)),
                Space.EMPTY,
                0,
                0);
        FeatureMap map = new FeatureMap(spec.observation(), 2);
        CriticRoles roles = new CriticRoles(List.of("delay", "energy"), "entropy");
        Probe probe = new Probe();
        Map<String, Object> linear = Map.of("hidden", List.of(), "discount", GAMMA, "targetRate", 1);
        try (TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null).environment(spec)) {
            run.seat("optimizers.critics", probe);
            run.seat("optimizers.actor", probe);
            run.add("critics.delay", new TwinQ(), with(linear, Map.of("reward", "cost", "rewardWidth", 2)));
            run.add(
                    "critics.energy",
                    new TwinQ(),
                    with(linear, Map.of("reward", "cost", "rewardWidth", 2, "component", 1)));
            run.add("critics.entropy", new TwinQ(), with(linear, Map.of("entropy", true)));
            Batch batch = transitions(map);
            Schedule schedule = new Schedule("sac-discrete", 1, 1, 1, batch.rows(), 0, "streams.replay", 1);
            Temperature temperature = new Temperature(
                    run.context("learner"), new Temperature.Rule(ALPHA, false, 1, "optimizers.actor"), 0);
            try (Method method = new DiscreteSac(
                    run.context("learner"),
                    schedule,
                    new PolicyDesign(new int[0], Activation.RELU, 0, 0, "optimizers.actor"),
                    map,
                    Actions.finite(spec.action(), "sac-discrete"),
                    temperature,
                    new FiniteChoice(NetworkDesign.Input.FLAT, roles, 0.3))) {
                CriticMix mix =
                        new CriticMix(run.context("learner").slots(Kind.CRITIC, ActionValueCritic.class), roles);
                mix.weigh();
                method.listen(mix);
                for (int pass = 0; pass < 2; pass++) {
                    method.prepare(batch);
                    for (String critic : List.of("delay", "energy", "entropy")) {
                        ((ActionValueCritic) run.part("critics." + critic, Critic.class)).learn(batch);
                    }
                    method.improve(batch);
                    // The first policy differs, so the first pass, in which all is written, has gradients.
                    if (pass == 0) {
                        assertTrue(probe.gradients.get("critics.delay") > 1e-4, probe.gradients.toString());
                    }
                }
            }
            assertEquals(4, probe.gradients.size());
            probe.gradients.forEach((owner, gradient) -> assertEquals(0, gradient, 1e-6, owner));
        }
    }

    private static Map<String, Object> with(Map<String, Object> base, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(base);
        all.putAll(more);
        return all;
    }
}
