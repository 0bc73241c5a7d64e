package io.polycritic.plugins.optimizers.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    private static LearningRate falling(LearningRate.Decay decay) {
        return new LearningRate(1, 0.2, 4, decay, 0);
    }

    @Test
    void aRateStaysWithoutADecay() {
        LearningRate rate = new LearningRate(0.3, 0, 0, LearningRate.Decay.COSINE, 0);
        assertEquals(0.3, rate.at(1));
        assertEquals(0.3, rate.at(1000000));
    }

    @Test
    void theRateFallsInAStraightLine() {
        LearningRate rate = falling(LearningRate.Decay.LINEAR);
        assertEquals(1, rate.at(1), 1e-12);
        assertEquals(0.6, rate.at(3), 1e-12);
        assertEquals(0.2, rate.at(5), 1e-12);
        assertEquals(0.2, rate.at(500), 1e-12);
    }

    @Test
    void theRateFallsAlongHalfACosine() {
        LearningRate rate = falling(LearningRate.Decay.COSINE);
        assertEquals(1, rate.at(1), 1e-12);
        assertEquals(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, rate.at(2), 1e-12);
        assertEquals(0.6, rate.at(3), 1e-12);
        assertEquals(0.2, rate.at(5), 1e-12);
        assertEquals(0.2, rate.at(500), 1e-12);
    }

    @Test
    void theRateFallsByTheSameFactorInEachStep() {
        LearningRate rate = falling(LearningRate.Decay.EXPONENTIAL);
        double factor = Math.pow(0.2, 0.25);
        for (int step = 1; step <= 5; step++) {
            assertEquals(Math.pow(factor, step - 1), rate.at(step), 1e-12);
        }
        assertEquals(0.2, rate.at(500), 1e-12);
    }

    @Test
    void theRateFallsAtOnce() {
        LearningRate rate = falling(LearningRate.Decay.STEP);
        assertEquals(1, rate.at(1), 0);
        assertEquals(1, rate.at(4), 0);
        assertEquals(0.2, rate.at(5), 0);
        assertEquals(0.2, rate.at(500), 0);
    }

    /** The decay begins behind the warm-up, whose last step has the whole rate. */
    @Test
    void theRateRisesFirst() {
        for (LearningRate.Decay decay : LearningRate.Decay.values()) {
            LearningRate rate = new LearningRate(1, 0.2, 4, decay, 5);
            assertEquals(0.2, rate.at(1), 1e-12);
            assertEquals(0.8, rate.at(4), 1e-12);
            assertEquals(1, rate.at(5), 1e-12);
            assertEquals(1, rate.at(6), 1e-12);
            assertEquals(falling(decay).at(3), rate.at(8), 1e-12);
            assertEquals(0.2, rate.at(10), 1e-12);
        }
    }

    @Test
    void anExponentialDecayNeverReachesNothing() {
        try (TestRun run = new TestRun(1, null, null)) {
            Map<String, Object> config = Map.of("decay", "exponential", "decaySteps", 10);
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add("optimizers.test", new RmsProp(), config));
            assertEquals("finalLearningRate", refused.path());
        }
    }

    /**
     * All optimizers follow the schedule; the first step of Adam and of RMSProp without memory has the rate's length.
     */
    @Test
    void optimizersReportTheRateOfTheirStep() {
        try (TestRun run = new TestRun(1, null, null)) {
            for (var factory : new io.polycritic.api.optimizer.OptimizerFactory<?>[] {
                new Adam(), new AdamW(), new RmsProp(), new Sgd()
            }) {
                Parameters x = Quadratic.start("x", 1f);
                GradientOptimizer optimizer = (GradientOptimizer) run.add(
                        "optimizers.test",
                        factory,
                        Map.of("learningRate", 0.4, "warmupSteps", 4, "decaySteps", 2, "finalLearningRate", 0.1));
                double[] expected = {0.1, 0.2, 0.3, 0.4, 0.4, 0.25, 0.1, 0.1};
                for (double rate : expected) {
                    optimizer.step("learner", x, new Quadratic(x, 1));
                    assertEquals(rate, run.metrics().get("optimizers.test/learningRate"), 1e-12);
                }
                assertTrue(x.values()[0] < 1);
            }
        }
    }
}
