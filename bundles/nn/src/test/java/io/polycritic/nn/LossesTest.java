package io.polycritic.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import org.junit.jupiter.api.Test;

class LossesTest {
    @Test
    void huberIsSquareInsideAndStraightOutside() {
        double[] x = {-3, -1, -0.5, 0, 0.5, 1, 3};
        double[] loss = new DoubleInterpreter().set("x", x).evaluate(Losses.huber(Graphs.input("x", 7)));
        assertArrayEquals(new double[] {2.5, 0.5, 0.125, 0, 0.125, 0.5, 2.5}, loss, 1e-12);
    }

    /**
     * Two quantiles 0 and 1 (levels 1/4 and 3/4), targets -1 and 2. Differences to 0: -1, 2 with slopes 3/4, 1/4 and
     * Huber losses 1/2, 3/2; to 1: -2, 1 with slopes 1/4, 3/4 and 3/2, 1/2. Sum over quantiles of means over targets.
     */
    @Test
    void quantileHuberByHand() {
        Node quantiles = Graphs.constant(new float[] {0, 1}, 1, 2);
        Node targets = Graphs.constant(new float[] {-1, 2}, 1, 2);
        double expected = (0.75 * 0.5 + 0.25 * 1.5) / 2 + (0.25 * 1.5 + 0.75 * 0.5) / 2;
        DoubleInterpreter at = new DoubleInterpreter();
        assertEquals(expected, at.scalar(Losses.quantileHuber(quantiles, targets, null)), 1e-7);
        Node weights = Graphs.constant(new float[] {0.25f, 0.75f}, 1, 2);
        double weighted = 0.25 * (0.75 * 0.5 + 0.25 * 1.5) + 0.75 * (0.25 * 1.5 + 0.75 * 0.5);
        assertEquals(weighted, at.scalar(Losses.quantileHuber(quantiles, targets, weights)), 1e-7);
    }

    @Test
    void gradientsAreThoseOfTheDifferences() {
        Parameters p = Parameters.builder("p")
                .add(
                        "q",
                        (values, offset, shape) -> {
                            for (int i = 0; i < shape.size(); i++) {
                                values[offset + i] = 0.61f * i - 1.3f;
                            }
                        },
                        2,
                        3)
                .build();
        Node targets = Graphs.input("targets", 2, 4);
        DoubleInterpreter at = new DoubleInterpreter().set("targets", -2, 0.35, 0.4, 3, 1, -1, 0.2, 5);
        Node loss = Losses.quantileHuber(Graphs.parameter(p, "q"), targets, null);
        GradientCheck.check(at, GradientCheck.weighted(loss), p, 1e-6);
        GradientCheck.check(at, GradientCheck.weighted(Losses.huber(Graphs.parameter(p, "q"))), p, 1e-6);
    }
}
