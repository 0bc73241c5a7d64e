package io.polycritic.plugins.optimizers.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Step sizes and decays that change in the middle, against the same formulas in plain Java and double precision. */
class LiveChangeTest {
    private static final float CURVATURE = 2;
    private static final int HALF = 20;

    /** x after two halves of steps on 1/2 c x^2 from 1. */
    private static double trained(PartFactory<?, ?> plugin, Map<String, ?> first, Map<String, ?> second) {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("optimizers.test", plugin, first);
            Parameters x = Quadratic.start("x", 1f);
            step(run, x);
            run.change("optimizers.test", plugin, second);
            step(run, x);
            return x.values()[0];
        }
    }

    private static void step(TestRun run, Parameters x) {
        Quadratic objective = new Quadratic(x, CURVATURE);
        for (int i = 0; i < HALF; i++) {
            run.part("optimizers.test", GradientOptimizer.class).step("learner", x, objective);
        }
    }

    @Test
    void adamKeepsItsMomentsAndWhatTheyWeigh() {
        double x = 1;
        double m = 0;
        double v = 0;
        double weight = 0;
        for (int t = 1; t <= 2 * HALF; t++) {
            double rate = t <= HALF ? 0.01 : 0.1;
            double b1 = t <= HALF ? 0.9 : 0.8;
            double g = CURVATURE * x;
            m = b1 * m + (1 - b1) * g;
            v = 0.999 * v + (1 - 0.999) * g * g;
            weight = b1 * weight + (1 - b1);
            double mean = m / weight;
            double square = v / (1 - Math.pow(0.999, t));
            x -= rate * mean / (Math.sqrt(square) + 1e-8);
        }
        double trained = trained(new Adam(), Map.of("learningRate", 0.01), Map.of("learningRate", 0.1, "beta1", 0.8));
        assertEquals(x, trained, 1e-5);
    }

    @Test
    void aScheduleGoesOnFromTheStepsMade() {
        double x = 1;
        for (int t = 1; t <= 2 * HALF; t++) {
            double share = Math.min(1, (t - 1) / 50.0);
            x -= (t <= HALF ? 0.01 : 0.1 + share * (0.02 - 0.1)) * CURVATURE * x;
        }
        double trained = trained(
                new Sgd(),
                Map.of("learningRate", 0.01),
                Map.of("learningRate", 0.1, "finalLearningRate", 0.02, "decaySteps", 50));
        assertEquals(x, trained, 1e-6);
    }

    @Test
    void sgdTurnsItsMomentumOn() {
        double x = 1;
        double m = 0;
        for (int t = 1; t <= 2 * HALF; t++) {
            m = (t <= HALF ? 0 : 0.9) * m + CURVATURE * x;
            x -= 0.01 * m;
        }
        assertEquals(x, trained(new Sgd(), Map.of(), Map.of("momentum", 0.9)), 1e-6);
    }

    @Test
    void rmsPropKeepsItsMeanSquare() {
        double x = 1;
        double v = 0;
        for (int t = 1; t <= 2 * HALF; t++) {
            double g = CURVATURE * x;
            v = 0.99 * v + 0.01 * g * g;
            x -= (t <= HALF ? 0.001 : 0.01) * g / Math.sqrt(v + 1e-5);
        }
        double trained = trained(new RmsProp(), Map.of("learningRate", 0.001), Map.of("learningRate", 0.01));
        assertEquals(x, trained, 1e-5);
    }

    @Test
    void adamWChangesItsDecay() {
        double x = 1;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 2 * HALF; t++) {
            double decay = t <= HALF ? 0.01 : 0.5;
            double g = CURVATURE * x;
            m = 0.9 * m + (1 - 0.9) * g;
            v = 0.999 * v + (1 - 0.999) * g * g;
            double mean = m / (1 - Math.pow(0.9, t));
            double square = v / (1 - Math.pow(0.999, t));
            x -= 0.01 * (mean / (Math.sqrt(square) + 1e-8) + decay * x);
        }
        double trained = trained(
                new AdamW(),
                Map.of("learningRate", 0.01, "weightDecay", 0.01),
                Map.of("learningRate", 0.01, "weightDecay", 0.5));
        assertEquals(x, trained, 1e-5);
    }
}
