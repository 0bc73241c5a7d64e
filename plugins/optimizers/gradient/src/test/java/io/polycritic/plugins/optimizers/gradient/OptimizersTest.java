package io.polycritic.plugins.optimizers.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.GradientOptimizer;
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
    void theRateFallsInAStraightLine() {
        LearningRate rate = new LearningRate(1, 0.2, 4);
        assertEquals(1, rate.at(1), 1e-12);
        assertEquals(0.6, rate.at(3), 1e-12);
        assertEquals(0.2, rate.at(5), 1e-12);
        assertEquals(0.2, rate.at(500), 1e-12);
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
    void momentsAreKeptByOwnerAndForgotten() {
        Parameters mine = Quadratic.start("x", 1f);
        Parameters other = Quadratic.start("x", 1f);
        GradientOptimizer sgd = make(new Sgd(), Map.of("learningRate", 0.1, "momentum", 0.9));
        sgd.step("critics.a", mine, new Quadratic(mine, 1));
        sgd.step("critics.b", other, new Quadratic(other, 1));
        assertEquals(mine.values()[0], other.values()[0], 0, "b must not see the momentum of a");
        sgd.forget("critics.a");
        sgd.step("critics.a", mine, new Quadratic(mine, 1));
        sgd.step("critics.b", other, new Quadratic(other, 1));
        assertEquals(0.81, mine.values()[0], 1e-6);
        assertNotEquals(mine.values()[0], other.values()[0]);
    }

    @Test
    void continuesBitForBitAfterLoading() {
        for (OptimizerFactory<?> factory : new OptimizerFactory<?>[] {new Adam(), new AdamW(), new Sgd()}) {
            Parameters x = Quadratic.start("x", 2f, -1f);
            GradientOptimizer first = make(factory, Map.of("decaySteps", 10));
            for (int i = 0; i < 3; i++) {
                first.step("critics.a", x, new Quadratic(x, 1, 10));
            }
            GradientOptimizer second = (GradientOptimizer)
                    new TestRun(1, null, null).add("optimizers.test", factory, Map.of("decaySteps", 10));
            second.load(State.of(first).reader());
            Parameters copy = Quadratic.start("x", x.values().clone());
            first.step("critics.a", x, new Quadratic(x, 1, 10));
            second.step("critics.a", copy, new Quadratic(copy, 1, 10));
            assertArrayEquals(x.values(), copy.values());
        }
    }

    @Test
    void stateOfAnotherOptimizerBeginsAnew() {
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer sgd = make(new Sgd(), Map.of());
        sgd.step("learner", x, new Quadratic(x, 1));
        State saved = State.of(sgd);
        GradientOptimizer adam = make(new Adam(), Map.of("learningRate", 0.1));
        adam.load(saved.reader(new State.Report()));
        float before = x.values()[0];
        adam.step("learner", x, new Quadratic(x, 1));
        assertEquals(before - 0.1, x.values()[0], 1e-5, "the first step of Adam has the length of its rate");
    }
}
