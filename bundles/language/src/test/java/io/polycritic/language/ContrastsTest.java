package io.polycritic.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.compute.CompiledCompute;
import org.junit.jupiter.api.Test;

class ContrastsTest {
    private static final float[] BETTER = {1, -2, 0.5f};
    private static final float[] WORSE = {0.5f, 1, 0.5f};

    private static Node constant(float... values) {
        return Graphs.constant(values, values.length);
    }

    private static double value(Node node) {
        try (Program program = CompiledCompute.withJavaBlas().compile(new Computation().output("x", node))) {
            program.run();
            return program.scalar("x");
        }
    }

    private static double logSigmoid(double x) {
        return -Math.log1p(Math.exp(-x));
    }

    @Test
    void bradleyTerryIsTheMeanLogLikelihood() {
        double expected = 0;
        for (int i = 0; i < BETTER.length; i++) {
            expected -= logSigmoid(BETTER[i] - WORSE[i]) / BETTER.length;
        }
        assertEquals(expected, value(Contrasts.bradleyTerry(constant(BETTER), constant(WORSE))), 1e-6);
    }

    /** Equation 7: -log sigmoid(beta log(pi_w / mu_w) - beta log(pi_l / mu_l)). */
    @Test
    void directMatchesEquation7() {
        float[] muBetter = {0.9f, -1, 0};
        float[] muWorse = {0.1f, 2, 0.3f};
        double expected = 0;
        for (int i = 0; i < BETTER.length; i++) {
            double difference = 0.3 * (BETTER[i] - muBetter[i]) - 0.3 * (WORSE[i] - muWorse[i]);
            expected -= logSigmoid(difference) / BETTER.length;
        }
        Node loss = Contrasts.direct(constant(BETTER), constant(WORSE), constant(muBetter), constant(muWorse), 0.3);
        assertEquals(expected, value(loss), 1e-6);
    }
}
