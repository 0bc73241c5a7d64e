package io.polycritic.plugins.critics.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.Transitions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionValuesTest {
    private static final Map<String, Object> SMALL = Map.of("hidden", List.of(16), "discount", 0.9);

    private static ActionValueCritic critic(TestRun run, CriticFactory<?> factory, Map<String, ?> changes) {
        Map<String, Object> config = new java.util.HashMap<>(SMALL);
        config.putAll(changes);
        return (ActionValueCritic) run.add("critics.task", factory, config);
    }

    private static float[] numbers(Node node, Map<String, float[]> inputs) {
        try (Program program = CompiledCompute.withJavaBlas().compile(new Computation().output("out", node))) {
            inputs.forEach((name, values) -> program.set(name, values, 0));
            program.run();
            float[] out = new float[node.shape().size()];
            program.get("out", out, 0);
            return out;
        }
    }

    /** Values [B, n] at features. */
    private static float[] values(ActionValueCritic critic, float[] features) {
        int rows = features.length / Replays.FEATURES;
        return numbers(critic.values(Graphs.input("x", rows, Replays.FEATURES)), Map.of("x", features));
    }

    private static float[] value(ActionValueCritic critic, float[] features, float[] actions) {
        int rows = features.length / Replays.FEATURES;
        Node value = critic.value(Graphs.input("x", rows, Replays.FEATURES), Graphs.input("a", rows, 2));
        return numbers(value, Map.of("x", features, "a", actions));
    }

    /** The mean loss that a step with the learning rate 0 reports. */
    private static double loss(TestRun run, ActionValueCritic critic, Batch batch) {
        critic.learn(batch);
        return run.metrics().get("critics.task/loss");
    }

    /**
     * Three states in a row, one-hot; action 1 goes right and earns 1 on leaving the last one, action 0 earns 0.3 and
     * ends. With gamma 0.9 the fixed point is Q(2, right) = 1, Q(1, right) = 0.9, Q(0, right) = 0.81, Q(., end) = 0.3.
     */
    private static Batch chain() {
        Batch batch = Replays.batch(6, true);
        for (int state = 0; state < 3; state++) {
            for (int action = 0; action < 2; action++) {
                int row = 2 * state + action;
                boolean over = action == 0 || state == 2;
                Arrays.fill(batch.numbers(Fields.FEATURES), 3 * row, 3 * row + 3, 0);
                Arrays.fill(batch.numbers(Fields.NEXT_FEATURES), 3 * row, 3 * row + 3, 0);
                batch.numbers(Fields.FEATURES)[3 * row + state] = 1;
                batch.numbers(Fields.NEXT_FEATURES)[3 * row + Math.min(2, state + 1)] = 1;
                batch.numbers(Transitions.SAMPLE)[row] = action;
                batch.numbers("rewards.task")[row] = action == 0 ? 0.3f : state == 2 ? 1 : 0;
                batch.numbers(Fields.ENDING)[row] = over ? Ending.TERMINATED.ordinal() : Ending.RUNNING.ordinal();
            }
        }
        return batch;
    }

    private static void findsTheFixedPoint(CriticFactory<?> factory, Map<String, ?> config) {
        try (TestRun run = Replays.finite(0.01)) {
            ActionValueCritic critic = critic(run, factory, config);
            Batch batch = chain();
            for (int i = 0; i < 1500; i++) {
                critic.learn(batch);
            }
            float[] states = {1, 0, 0, 0, 1, 0, 0, 0, 1};
            assertArrayEquals(new float[] {0.3f, 0.81f, 0.3f, 0.9f, 0.3f, 1}, values(critic, states), 0.03f);
            assertTrue(
                    run.metrics().get("critics.task/loss") < 0.01, run.metrics().toString());
            for (float error : batch.numbers("errors.task")) {
                assertTrue(error >= 0 && error < 0.05, "error " + error);
            }
        }
    }

    @Test
    void oneNetworkFindsTheFixedPoint() {
        findsTheFixedPoint(new QCritic(), Map.of("targetRate", 0.1));
        findsTheFixedPoint(new QCritic(), Map.of("targetRate", 1, "targetEvery", 20));
        findsTheFixedPoint(new QCritic(), Map.of("targetRate", 0.1, "doubleQ", true, "duelling", true));
    }

    @Test
    void severalNetworksFindTheFixedPoint() {
        findsTheFixedPoint(new TwinQ(), Map.of("targetRate", 0.1));
        findsTheFixedPoint(new EnsembleQ(), Map.of("targetRate", 0.1, "networks", 4));
    }

    @Test
    void quantilesFindTheFixedPoint() {
        findsTheFixedPoint(new QuantileQ(), Map.of("targetRate", 0.1, "quantiles", 5));
        findsTheFixedPoint(new QuantileQ(), Map.of("targetRate", 0.1, "quantiles", 5, "duelling", true, "networks", 2));
    }

    /** The target network is a copy at first, so both are known from the trained one's values. */
    @Test
    void doubleTargetByHand() {
        for (boolean doubled : new boolean[] {false, true}) {
            try (TestRun run = Replays.finite(0.05)) {
                Map<String, Object> config = Map.of("targetEvery", 1000, "doubleQ", doubled, "loss", "square");
                ActionValueCritic critic = critic(run, new QCritic(), config);
                Batch batch = Replays.batch(32, true);
                critic.values(Graphs.input("x", 1, Replays.FEATURES));
                float[] target = values(critic, batch.numbers(Fields.NEXT_FEATURES));
                for (int i = 0; i < 30; i++) {
                    critic.learn(batch);
                }
                float[] trained = values(critic, batch.numbers(Fields.NEXT_FEATURES));
                float[] now = values(critic, batch.numbers(Fields.FEATURES));
                double expected = 0;
                for (int row = 0; row < 32; row++) {
                    float[] chooser = doubled ? trained : target;
                    int best = chooser[2 * row] >= chooser[2 * row + 1] ? 0 : 1;
                    double goal = batch.numbers("rewards.task")[row] + 0.9 * target[2 * row + best];
                    double error = now[2 * row + (int) batch.numbers(Transitions.SAMPLE)[row]] - goal;
                    expected += error * error / 32;
                }
                assertEquals(expected, loss(run, critic, batch), 1e-4 * expected, "double " + doubled);
            }
        }
    }

    /**
     * r + gamma^m (min_k Q'_k(s', a') + bonus), without the value after a termination (SAC, equation 6; n steps), each
     * row counted by its importance.
     */
    @Test
    void softTargetByHand() {
        try (TestRun run = Replays.numbers(0)) {
            ActionValueCritic critic = critic(run, new TwinQ(), Map.of());
            Batch batch = Replays.batch(16, false);
            batch.numbers(Fields.ENDING)[3] = Ending.TERMINATED.ordinal();
            batch.numbers(Fields.ENDING)[4] = Ending.TRUNCATED.ordinal();
            Arrays.fill(batch.put(FieldSpec.numbers(Transitions.ELAPSED)), 3);
            float[] bonus = batch.put(FieldSpec.numbers(Transitions.NEXT_BONUS));
            float[] importance = batch.put(FieldSpec.numbers(Transitions.IMPORTANCE));
            for (int row = 0; row < 16; row++) {
                bonus[row] = row / 8f;
                importance[row] = 1 - row / 32f;
            }
            float[] next = value(critic, batch.numbers(Fields.NEXT_FEATURES), batch.numbers(Transitions.NEXT_SAMPLE));
            double[] mean = new double[2];
            critic.learn(batch);
            float[][] each = networks(run, batch);
            double expected = 0;
            for (int row = 0; row < 16; row++) {
                double after = row == 3 ? 0 : Math.pow(0.9, 3) * (next[row] + bonus[row]);
                double goal = batch.numbers("rewards.task")[row] + after;
                for (int k = 0; k < 2; k++) {
                    expected += importance[row] * Math.pow(each[k][row] - goal, 2) / 16;
                    mean[k] = Math.abs(each[k][row] - goal);
                }
                assertEquals((mean[0] + mean[1]) / 2, batch.numbers("errors.task")[row], 1e-4);
            }
            assertEquals(expected, run.metrics().get("critics.task/loss"), 1e-4 * expected);
        }
    }

    /** What each of the two networks says, from the saved weights: the minimum is the critic's own value. */
    private static float[][] networks(TestRun run, Batch batch) {
        State state = run.save().get("critics.task");
        float[][] values = new float[2][batch.rows()];
        for (int k = 0; k < 2; k++) {
            float[] w0 = (float[]) state.values().get("q/q" + k + "/layer0.weight");
            float[] b0 = (float[]) state.values().get("q/q" + k + "/layer0.bias");
            float[] w1 = (float[]) state.values().get("q/q" + k + "/layer1.weight");
            for (int row = 0; row < batch.rows(); row++) {
                float[] x = new float[5];
                System.arraycopy(batch.numbers(Fields.FEATURES), 3 * row, x, 0, 3);
                System.arraycopy(batch.numbers(Transitions.SAMPLE), 2 * row, x, 3, 2);
                for (int h = 0; h < 16; h++) {
                    float sum = b0[h];
                    for (int i = 0; i < 5; i++) {
                        sum += x[i] * w0[16 * i + h];
                    }
                    values[k][row] += Math.max(0, sum) * w1[h];
                }
            }
        }
        return values;
    }

    /** Expectation under the policy, and its entropy's worth, for finite actions (Christodoulou, equation 3). */
    @Test
    void expectedTargetByHand() {
        try (TestRun run = Replays.finite(0)) {
            ActionValueCritic critic = critic(run, new QCritic(), Map.of("loss", "huber"));
            Batch batch = Replays.batch(16, true);
            float[] probabilities = batch.put(FieldSpec.numbers(Transitions.NEXT_PROBABILITIES, 2));
            float[] bonus = batch.put(FieldSpec.numbers(Transitions.NEXT_BONUS));
            for (int row = 0; row < 16; row++) {
                probabilities[2 * row] = row / 15f;
                probabilities[2 * row + 1] = 1 - row / 15f;
                bonus[row] = 0.1f * row;
            }
            float[] next = values(critic, batch.numbers(Fields.NEXT_FEATURES));
            float[] now = values(critic, batch.numbers(Fields.FEATURES));
            double expected = 0;
            for (int row = 0; row < 16; row++) {
                double worth = probabilities[2 * row] * next[2 * row] + probabilities[2 * row + 1] * next[2 * row + 1];
                double goal = batch.numbers("rewards.task")[row] + 0.9 * (worth + bonus[row]);
                double error = Math.abs(now[2 * row + (int) batch.numbers(Transitions.SAMPLE)[row]] - goal);
                expected += (error <= 1 ? error * error / 2 : error - 0.5) / 16;
            }
            assertEquals(expected, loss(run, critic, batch), 1e-5 * expected);
        }
    }

    /** With the learning rate 0 nothing moves, so what is told of policies can be compared. */
    @Test
    void policiesAreJudgedAsTheSettingSays() {
        float[][] told = new float[3][];
        String[] choices = {"minimum", "mean", "first"};
        Batch batch = Replays.batch(16, false);
        float[][] each = null;
        for (int i = 0; i < 3; i++) {
            try (TestRun run = Replays.numbers(0)) {
                ActionValueCritic critic = critic(run, new TwinQ(), Map.of("policyValue", choices[i]));
                told[i] = value(critic, batch.numbers(Fields.FEATURES), batch.numbers(Transitions.SAMPLE));
                each = networks(run, batch);
            }
        }
        for (int row = 0; row < 16; row++) {
            assertEquals(Math.min(each[0][row], each[1][row]), told[0][row], 1e-5);
            assertEquals((each[0][row] + each[1][row]) / 2, told[1][row], 1e-5);
            assertEquals(each[0][row], told[2][row], 1e-5);
        }
    }

    /** A subset of one of two networks gives either network's target, never always the lesser one. */
    @Test
    void subsetsAreDrawnAnew() {
        try (TestRun run = Replays.numbers(0)) {
            ActionValueCritic critic = critic(run, new EnsembleQ(), Map.of("networks", 2, "subset", 1));
            Batch batch = Replays.batch(16, false);
            java.util.Set<Double> losses = new java.util.TreeSet<>();
            for (int i = 0; i < 40; i++) {
                losses.add(loss(run, critic, batch));
            }
            assertEquals(2, losses.size(), losses.toString());
        }
    }

    @Test
    void targetsFollowByTheirRate() {
        try (TestRun run = Replays.numbers(0.01)) {
            ActionValueCritic critic = critic(run, new QCritic(), Map.of("targetRate", 0.25, "targetEvery", 2));
            Batch batch = Replays.batch(16, false);
            critic.learn(batch);
            State first = run.save().get("critics.task");
            critic.learn(batch);
            State second = run.save().get("critics.task");
            String part = "q0/layer0.weight";
            float[] before = (float[]) first.values().get("target/" + part);
            float[] trained = (float[]) second.values().get("q/" + part);
            float[] after = (float[]) second.values().get("target/" + part);
            assertArrayEquals(before, initial(run), "one step of two leaves the target alone");
            for (int i = 0; i < before.length; i++) {
                assertEquals(before[i] + 0.25 * (trained[i] - before[i]), after[i], 1e-6);
            }
        }
    }

    private static float[] initial(TestRun like) {
        try (TestRun run = Replays.numbers(0.01)) {
            ActionValueCritic critic = critic(run, new QCritic(), Map.of());
            critic.value(Graphs.input("x", 1, Replays.FEATURES), Graphs.input("a", 1, 2));
            return (float[]) run.save().get("critics.task").values().get("target/q0/layer0.weight");
        }
    }

    @Test
    void continuesBitForBitAfterLoading() {
        for (CriticFactory<?> factory : List.of(new QCritic(), new TwinQ(), new EnsembleQ(), new QuantileQ())) {
            try (TestRun whole = Replays.numbers(0.01);
                    TestRun second = Replays.numbers(0.01)) {
                Map<String, ?> config = Map.of("targetEvery", 2);
                ActionValueCritic critic = critic(whole, factory, config);
                Batch batch = Replays.batch(16, false);
                for (int i = 0; i < 3; i++) {
                    critic.learn(batch);
                }
                ActionValueCritic other = critic(second, factory, config);
                second.load(whole.save());
                for (int i = 0; i < 3; i++) {
                    critic.learn(batch);
                    other.learn(batch);
                }
                State expected = State.of(critic);
                State found = State.of(other);
                for (String name : expected.parameters()) {
                    assertArrayEquals(
                            (float[]) expected.values().get(name),
                            (float[]) found.values().get(name),
                            name);
                }
            }
        }
    }

    private static String refused(TestRun run, CriticFactory<?> factory, Map<String, ?> config, String path) {
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> critic(run, factory, config));
        assertEquals(path, refused.path(), refused.getMessage());
        return refused.getMessage();
    }

    @Test
    void refusesSettingsThatContradictTheActions() {
        try (TestRun run = Replays.numbers(0)) {
            refused(run, new QCritic(), Map.of("doubleQ", true), "doubleQ");
            refused(run, new QCritic(), Map.of("duelling", true), "duelling");
            String why = refused(run, new EnsembleQ(), Map.of("networks", 2, "subset", 3), "subset");
            assertTrue(why.contains("at most the number of networks, 2"), why);
            refused(run, new QuantileQ(), Map.of("quantiles", 0), "quantiles");
            refused(run, new TwinQ(), Map.of("targetRate", 1.5), "targetRate");
            ActionValueCritic critic = critic(run, new QCritic(), Map.of());
            assertThrows(IllegalStateException.class, () -> critic.values(Graphs.input("x", 1, Replays.FEATURES)));
        }
    }
}
