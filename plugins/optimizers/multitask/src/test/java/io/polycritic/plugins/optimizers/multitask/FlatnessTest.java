package io.polycritic.plugins.optimizers.multitask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.multitask.ParameterGroup;
import io.polycritic.multitask.Perturbation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Perturbations of small networks, whose losses are computed in double precision. */
class FlatnessTest {
    private static final int ROWS = 6;
    private static final int INPUTS = 4;
    private static final int HIDDEN = 5;

    private final RandomStream random = RandomStream.of(2, "test", "net");
    private final Parameters net = Parameters.builder("net")
            .add("trunk/weight", this::fill, INPUTS, HIDDEN)
            .add("trunk/bias", this::fill, HIDDEN)
            .add("task/weight", this::fill, HIDDEN, 1)
            .build();
    private final ParameterGroup shared = ParameterGroup.shared(net, List.of("task"));
    private final ParameterGroup own = ParameterGroup.of(net, "task");
    private final double[] inputs = random.doubles(ROWS * INPUTS, -1, 1).toArray();
    private final double[] targets = random.doubles(ROWS, -1, 1).toArray();

    private void fill(float[] values, int offset, io.polycritic.api.tensor.Shape shape) {
        random.gaussians(values, offset, shape.size());
    }

    private Node loss(UnaryOperator<Node> activation) {
        Node hidden = activation.apply(Linear.dense(
                Graphs.input("x", ROWS, INPUTS),
                Graphs.parameter(net, "trunk/weight"),
                Graphs.parameter(net, "trunk/bias")));
        Node output = Linear.matmul(hidden, Graphs.parameter(net, "task/weight"));
        return Reduce.mean(Elementwise.square(Elementwise.subtract(output, Graphs.input("y", ROWS, 1))));
    }

    private DoubleInterpreter at(double[] values) {
        return new DoubleInterpreter().set("x", inputs).set("y", targets).set(net, values);
    }

    private double[] values() {
        double[] wide = new double[net.size()];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = net.values()[i];
        }
        return wide;
    }

    /** e and d in double precision, each group normed by itself. */
    private double[] moved(double[] gradient, double rho) {
        double[] moved = values();
        for (ParameterGroup group : List.of(shared, own)) {
            double square = 0;
            for (int pass = 0; pass < 2; pass++) {
                for (int s = 0; s < group.stretches(); s++) {
                    for (int i = group.offset(s); i < group.offset(s) + group.length(s); i++) {
                        if (pass == 0) {
                            square += gradient[i] * gradient[i];
                        } else {
                            moved[i] += rho * gradient[i] / Math.sqrt(square);
                        }
                    }
                }
            }
        }
        return moved;
    }

    /**
     * The flatness part is rho H v + O(rho^2), with H the Hessian and v the joint unit perturbation of both groups: the
     * difference falls with slope 2.
     */
    @Test
    void flatnessIsAHessianProductUpToSecondOrder() {
        Node loss = loss(Elementwise::tanh);
        double[] g = GradientCheck.symbolic(at(values()), loss, net);
        double[] unit = moved(g, 1);
        double[] start = values();
        double small = 1e-5;
        double[] ahead = start.clone();
        double[] behind = start.clone();
        for (int i = 0; i < unit.length; i++) {
            ahead[i] += small * (unit[i] - start[i]);
            behind[i] -= small * (unit[i] - start[i]);
        }
        double[] above = GradientCheck.symbolic(at(ahead), loss, net);
        double[] below = GradientCheck.symbolic(at(behind), loss, net);
        double[] logs = new double[3];
        for (int k = 0; k < 3; k++) {
            double rho = Math.pow(10, -1 - k);
            double[] displaced = GradientCheck.symbolic(at(moved(g, rho)), loss, net);
            double square = 0;
            for (int i = 0; i < shared.size(); i++) {
                double product = (above[i] - below[i]) / (2 * small);
                double rest = displaced[i] - g[i] - rho * product;
                square += rest * rest;
            }
            logs[k] = Math.log10(Math.sqrt(square));
        }
        assertEquals(2, logs[0] - logs[1], 0.2);
        assertEquals(2, logs[1] - logs[2], 0.2);
    }

    /** The part moves parameters to where the formula says. */
    @Test
    void thePerturbationIsTheFormula() {
        double[] g = GradientCheck.symbolic(at(values()), loss(Elementwise::tanh), net);
        double[] expected = moved(g, 0.2);
        float[] found = net.values().clone();
        Perturbation plain = new Perturbation(0.2, false);
        plain.apply(shared, floats(g), found, "optimizers.test");
        plain.apply(own, floats(g), found, "optimizers.test");
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected[i], found[i], 1e-6);
        }
    }

    private static float[] floats(double[] wide) {
        float[] narrow = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            narrow[i] = (float) wide[i];
        }
        return narrow;
    }

    private double displacedLoss(boolean adaptive) {
        Node loss = loss(Elementwise::relu);
        float[] g = floats(GradientCheck.symbolic(at(values()), loss, net));
        float[] kept = net.values().clone();
        Perturbation perturbation = new Perturbation(0.3, adaptive);
        perturbation.apply(shared, g, net.values(), "optimizers.test");
        perturbation.apply(own, g, net.values(), "optimizers.test");
        double displaced = at(values()).scalar(loss);
        System.arraycopy(kept, 0, net.values(), 0, kept.length);
        return displaced;
    }

    /** A layer times c, and the next one divided by it, is the same function; the adaptive form does not see it. */
    @Test
    void theAdaptiveFormDoesNotDependOnTheScaleOfLayers() {
        double adaptive = displacedLoss(true);
        double plain = displacedLoss(false);
        for (int i = 0; i < shared.size(); i++) {
            net.values()[i] *= 3;
        }
        for (int i = shared.size(); i < net.size(); i++) {
            net.values()[i] /= 3;
        }
        assertEquals(adaptive, displacedLoss(true), 1e-5 * Math.max(1, adaptive));
        assertTrue(Math.abs(plain - displacedLoss(false)) > 1e-3 * plain);
    }
}
