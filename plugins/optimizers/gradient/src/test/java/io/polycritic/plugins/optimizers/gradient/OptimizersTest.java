package io.polycritic.plugins.optimizers.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.NonFiniteException;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimizersTest {
    private final TestRun run = new TestRun(1, null, null);

    private GradientOptimizer make(OptimizerFactory<?> factory, Map<String, ?> config) {
        return (GradientOptimizer) run.add("optimizers.test", factory, config);
    }

    @Test
    void adamMatchesAlgorithm1ByHand() {
        Parameters x = Quadratic.start("x", 2f, -1f);
        GradientOptimizer adam = make(new Adam(), Map.of("learningRate", 0.1));
        double[] p = {2, -1};
        double[] m = new double[2];
        double[] v = new double[2];
        double[] curvature = {1, 10};
        for (int t = 1; t <= 20; t++) {
            adam.step("learner", x, new Quadratic(x, 1, 10));
            for (int i = 0; i < 2; i++) {
                double g = curvature[i] * p[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double mean = m[i] / (1 - Math.pow(0.9, t));
                double square = v[i] / (1 - Math.pow(0.999, t));
                p[i] -= 0.1 * mean / (Math.sqrt(square) + 1e-8);
            }
            assertEquals(p[0], x.values()[0], 1e-5);
            assertEquals(p[1], x.values()[1], 1e-5);
        }
    }

    /** Moments of what has no gradient any more do not end at subnormal numbers, which are slow. */
    @Test
    void momentsNeverBecomeSubnormal() {
        for (OptimizerFactory<?> factory : java.util.List.of(new Adam(), new RmsProp(), new Sgd())) {
            Parameters x = Quadratic.start("x", 1e-9f);
            Map<String, ?> config = factory instanceof Sgd ? Map.of("momentum", 0.5) : Map.of();
            GradientOptimizer optimizer = make(factory, config);
            optimizer.step("learner", x, new Quadratic(x, 1));
            for (int i = 0; i < 200_000; i++) {
                optimizer.step("learner", x, new Quadratic(x, 0));
            }
            State.of(optimizer).values().forEach((name, kept) -> {
                if (kept instanceof float[] moment) {
                    assertTrue(
                            moment[0] == 0 || moment[0] > 1e-30f && moment[0] < 1e-25f,
                            factory + " " + name + " " + moment[0]);
                }
            });
        }
    }

    @Test
    void numbersThatAreNotFiniteAreReportedBeforeTheyMoveAnything() {
        for (OptimizerFactory<?> factory : java.util.List.of(new Adam(), new RmsProp(), new Sgd())) {
            Parameters x = Quadratic.start("x", 2f, 3f);
            GradientOptimizer optimizer = make(factory, Map.of());
            NonFiniteException loss = assertThrows(
                    NonFiniteException.class, () -> optimizer.step("critics.task", x, new Quadratic(x, Float.NaN, 1)));
            assertEquals("critics.task", loss.path());
            assertEquals(
                    "critics.task: the loss is NaN; the first number that is not finite came from a curvature",
                    loss.getMessage());
            assertArrayEquals(new float[] {2, 3}, x.values());
            x.values()[0] = 1e-20f;
            NonFiniteException gradient = assertThrows(
                    NonFiniteException.class,
                    () -> optimizer.step("critics.task", x, new Quadratic(x, Float.POSITIVE_INFINITY, 1)));
            assertTrue(gradient.getMessage().contains("the loss is Infinity"), gradient.getMessage());
        }
    }

    @Test
    void decoupledDecayShrinksWhatHasNoGradient() {
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer adamw = make(new AdamW(), Map.of("learningRate", 0.1, "weightDecay", 0.5));
        adamw.step("learner", x, new Quadratic(x, 0));
        assertEquals(0.95, x.values()[0], 1e-6);
    }

    @Test
    void momentumMatchesEquationsByHand() {
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer sgd = make(new Sgd(), Map.of("learningRate", 0.1, "momentum", 0.5));
        sgd.step("learner", x, new Quadratic(x, 1));
        assertEquals(0.9, x.values()[0], 1e-6);
        sgd.step("learner", x, new Quadratic(x, 1));
        assertEquals(0.9 - 0.1 * (0.5 + 0.9), x.values()[0], 1e-6);
    }

    @Test
    void nesterovCountsTheGradientOnceMore() {
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer sgd = make(new Sgd(), Map.of("learningRate", 0.1, "momentum", 0.5, "nesterov", true));
        sgd.step("learner", x, new Quadratic(x, 1));
        assertEquals(1 - 0.1 * 1.5, x.values()[0], 1e-6);
    }

    @Test
    void longGradientsAreShortened() {
        Parameters x = Quadratic.start("x", 3f, 4f);
        GradientOptimizer sgd = make(new Sgd(), Map.of("learningRate", 1, "maxGradientNorm", 0.5));
        sgd.step("learner", x, new Quadratic(x, 1, 1));
        assertArrayEquals(new float[] {2.7f, 3.6f}, x.values(), 1e-6f);
        assertEquals(5, run.metrics().get("optimizers.test/gradientNorm"), 1e-6);
    }

    @Test
    void rmsPropMatchesTheEquationsByHand() {
        Parameters x = Quadratic.start("x", 2f, -1f);
        GradientOptimizer rmsprop = make(new RmsProp(), Map.of("learningRate", 0.01, "alpha", 0.9, "epsilon", 1e-3));
        double[] p = {2, -1};
        double[] v = new double[2];
        double[] curvature = {1, 10};
        for (int t = 1; t <= 20; t++) {
            rmsprop.step("learner", x, new Quadratic(x, 1, 10));
            for (int i = 0; i < 2; i++) {
                double g = curvature[i] * p[i];
                v[i] = 0.9 * v[i] + 0.1 * g * g;
                p[i] -= 0.01 * g / Math.sqrt(v[i] + 1e-3);
            }
            assertEquals(p[0], x.values()[0], 1e-5);
            assertEquals(p[1], x.values()[1], 1e-5);
        }
    }

    @Test
    void adamFindsTheMinimum() {
        Parameters x = Quadratic.start("x", 2f, -1f);
        GradientOptimizer adam = make(new Adam(), Map.of("learningRate", 0.05));
        for (int i = 0; i < 1000; i++) {
            adam.step("learner", x, new Quadratic(x, 1, 100));
        }
        assertTrue(Math.abs(x.values()[0]) < 1e-3 && Math.abs(x.values()[1]) < 1e-3);
    }

    @Test
    void continuesBitForBitAfterLoading() {
        for (OptimizerFactory<?> factory :
                new OptimizerFactory<?>[] {new Adam(), new AdamW(), new RmsProp(), new Sgd()}) {
            Parameters x = Quadratic.start("x", 2f, -1f);
            GradientOptimizer first = make(factory, Map.of("decaySteps", 10, "warmupSteps", 2, "decay", "cosine"));
            for (int i = 0; i < 3; i++) {
                first.step("critics.a", x, new Quadratic(x, 1, 10));
            }
            GradientOptimizer second = (GradientOptimizer) new TestRun(1, null, null)
                    .add("optimizers.test", factory, Map.of("decaySteps", 10, "warmupSteps", 2, "decay", "cosine"));
            second.load(State.of(first).reader());
            Parameters copy = Quadratic.start("x", x.values().clone());
            first.step("critics.a", x, new Quadratic(x, 1, 10));
            second.step("critics.a", copy, new Quadratic(copy, 1, 10));
            assertArrayEquals(x.values(), copy.values());
        }
    }

    @Test
    void aStepAllocatesNothing() {
        com.sun.management.ThreadMXBean memory =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Parameters x = Quadratic.start("x", new float[5000]);
        Quadratic objective = new Quadratic(x, new float[5000]);
        for (Rule rule :
                new Rule[] {new AdamRule(0.9, 0.999, 1e-8, 0.01), new RmsPropRule(0.99, 1e-5), new SgdRule(0.9, true)
                }) {
            LearningRate rate = new LearningRate(1e-3, 1e-4, 100, LearningRate.Decay.COSINE, 10);
            Descent descent = new Descent(rule, rate, 0.5, (name, value) -> {});
            descent.step("critics.a", x, objective);
            memory.getThreadAllocatedBytes(thread);
            long before = memory.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100; i++) {
                descent.step("critics.a", x, objective);
            }
            long used = memory.getThreadAllocatedBytes(thread) - before;
            assertTrue(used < 1000, rule + ": " + used + " bytes in 100 steps");
        }
    }

    /** Norms are summed in blocks; lengths around a block's, and numbers whose squares leave the range of a float. */
    @Test
    void normsAreThoseOfASumInDoublePrecision() {
        for (int length : new int[] {0, 1, 511, 512, 513, 5000}) {
            float[] gradient = new float[length];
            double squares = 0;
            for (int i = 0; i < length; i++) {
                gradient[i] = (float) Math.sin(i * 0.7 + 1) * (i % 7);
                squares += (double) gradient[i] * gradient[i];
            }
            assertEquals(Math.sqrt(squares), new Gradient().norm(gradient), 1e-5 * Math.sqrt(squares));
        }
        assertEquals(5e30, new Gradient().norm(new float[] {3e30f, 4e30f}), 1e25);
        assertEquals(5e-30, new Gradient().norm(new float[] {3e-30f, 4e-30f}), 1e-35);
        assertTrue(Double.isNaN(new Gradient().norm(new float[] {1, Float.NaN})));
    }
}
