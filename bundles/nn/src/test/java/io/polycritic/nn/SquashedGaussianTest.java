package io.polycritic.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import org.junit.jupiter.api.Test;

class SquashedGaussianTest {
    private static double logProbability(double mean, double logStd, double noise) {
        SquashedGaussian drawn = SquashedGaussian.of(
                Graphs.input("mean", 1, 1), Graphs.input("logStd", 1, 1), Graphs.input("noise", 1, 1));
        return new DoubleInterpreter()
                .set("mean", mean)
                .set("logStd", logStd)
                .set("noise", noise)
                .scalar(drawn.logProbability());
    }

    /** The density of tanh(u) sums to 1 between -1 and 1: the a sum over 20,001 points. */
    @Test
    void densityIntegratesToOne() {
        for (double[] pair : new double[][] {{0, 0}, {0.7, -1}, {-1.5, 0.5}}) {
            int points = 20001;
            double sum = 0;
            double edge = 12;
            for (int i = 0; i < points; i++) {
                // Equal steps of u: d tanh(u) = (1 - tanh(u)^2) du.
                double u = -edge + 2 * edge * i / (points - 1);
                double noise = (u - pair[0]) / Math.exp(pair[1]);
                double slope = 1 / Math.pow(Math.cosh(u), 2);
                sum += Math.exp(logProbability(pair[0], pair[1], noise)) * slope * 2 * edge / (points - 1);
            }
            assertEquals(1, sum, 1e-6);
        }
    }

    /** Far out, where 1 - tanh(u)^2 is 0 in single precision, the formula still holds. */
    @Test
    void farSamplesHaveFiniteLogProbabilities() {
        double u = 30;
        double expected = -0.5 * u * u - 0.5 * Math.log(2 * Math.PI) - (2 * Math.log(2) - 2 * u);
        assertEquals(expected, logProbability(0, 0, u), 1e-6);
        assertEquals(expected, logProbability(0, 0, -u), 1e-6);
    }

    @Test
    void gradientsPassThroughTheSample() {
        Parameters p = Parameters.builder("p")
                .add("mean", (values, offset, shape) -> fill(values, offset, shape.size(), 0.3f), 2, 3)
                .add("logStd", (values, offset, shape) -> fill(values, offset, shape.size(), -0.4f), 2, 3)
                .build();
        SquashedGaussian drawn = SquashedGaussian.of(
                Graphs.parameter(p, "mean"), Graphs.parameter(p, "logStd"), Graphs.input("noise", 2, 3));
        DoubleInterpreter at = new DoubleInterpreter().set("noise", 0.1, -1.2, 0.7, 2, -0.3, 0.05);
        GradientCheck.check(at, GradientCheck.weighted(drawn.samples()), p, 1e-7);
        GradientCheck.check(at, GradientCheck.weighted(drawn.logProbability()), p, 1e-7);
        GradientCheck.check(at, Reduce.mean(drawn.logProbability()), p, 1e-7);
    }

    private static void fill(float[] values, int offset, int count, float first) {
        for (int i = 0; i < count; i++) {
            values[offset + i] = first + 0.17f * i;
        }
    }
}
