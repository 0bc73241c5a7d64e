package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.RandomStream;
import org.junit.jupiter.api.Test;

class ExplorationTest {
    private static final int STEPS = 200_000;

    private static float[] draw(double correlation) {
        Exploration noise = new Exploration(correlation, 1, 1, RandomStream.of(1, "test", "noise"));
        float[] drawn = new float[STEPS];
        for (int t = 0; t < STEPS; t++) {
            drawn[t] = noise.next()[0];
        }
        return drawn;
    }

    /** Mean 0 and variance 1 at any correlation, and that correlation between neighbours. */
    @Test
    void isStandardNormalWithTheCorrelationAskedFor() {
        for (double correlation : new double[] {0, 0.5, 0.9}) {
            float[] drawn = draw(correlation);
            double mean = 0;
            double square = 0;
            double neighbours = 0;
            for (int t = 1; t < STEPS; t++) {
                mean += drawn[t] / STEPS;
                square += drawn[t] * drawn[t] / STEPS;
                neighbours += drawn[t] * drawn[t - 1] / STEPS;
            }
            assertEquals(0, mean, 0.05);
            assertEquals(1, square, 0.05);
            assertEquals(correlation, neighbours, 0.05);
        }
    }

    /** Values of the table in Abramowitz and Stegun, 26.1. */
    @Test
    void normalDistributionFunction() {
        assertEquals(0.5, Exploration.normal(0), 1e-7);
        assertEquals(0.8413447, Exploration.normal(1), 1e-7);
        assertEquals(0.0227501, Exploration.normal(-2), 1e-7);
        assertEquals(0.9986501, Exploration.normal(3), 1e-7);
    }

    @Test
    void randomActionsAreUniform() {
        Exploration noise = new Exploration(0.9, 2, 1, RandomStream.of(1, "test", "noise"));
        int[] tenths = new int[10];
        float[] samples = new float[3];
        for (int t = 0; t < STEPS / 2; t++) {
            noise.uniform(samples, 1);
            assertEquals(0, samples[0]);
            for (int lane = 1; lane < 3; lane++) {
                tenths[(int) Math.min(9, 5 * (samples[lane] + 1))]++;
            }
        }
        for (int count : tenths) {
            assertEquals(0.1, count / (double) STEPS, 0.01);
        }
    }

    @Test
    void theShareOfRandomActionsFallsInALine() {
        DeepQ.Epsilon epsilon = new DeepQ.Epsilon(1, 0.1, 100);
        assertEquals(1, epsilon.at(0));
        assertEquals(0.55, epsilon.at(50), 1e-12);
        assertEquals(0.1, epsilon.at(100), 1e-12);
        assertEquals(0.1, epsilon.at(1000), 1e-12);
        assertEquals(0.2, new DeepQ.Epsilon(1, 0.2, 0).at(0));
    }
}
