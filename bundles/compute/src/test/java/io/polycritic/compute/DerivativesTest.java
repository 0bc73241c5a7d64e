package io.polycritic.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Gradients;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.compute.graph.Lowered;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Products with Hessians and Jacobians, and gradients of several objectives in one program. */
class DerivativesTest {
    private final RandomStream random = RandomStream.of(5, "derivatives", "values");
    private final Parameters.Initializer gaussian =
            (values, offset, shape) -> random.gaussians(values, offset, shape.size());

    /** f = a^2 b + b^3 with Hessian [[2b, 2a], [2a, 6b]]. */
    @Test
    void hessianVectorOfAPolynomial() {
        Node x = Graphs.input("x", 2);
        Node a = Shaping.slice(x, 0, 0, 1);
        Node b = Shaping.slice(x, 0, 1, 2);
        Node cube = Elementwise.multiply(Elementwise.square(b), b);
        Node f = Reduce.sum(Elementwise.add(Elementwise.multiply(Elementwise.square(a), b), cube));
        List<Node> product = Gradients.hessianVector(f, List.of(x), List.of(Graphs.input("v", 2)));
        DoubleInterpreter at = new DoubleInterpreter().set("x", 3, 5).set("v", 1, -2);
        assertArrayEquals(new double[] {10 - 12, 6 - 60}, at.evaluate(product.get(0)), 1e-12);
    }

    @Test
    void jacobianProductsOfALinearMap() {
        Node x = Graphs.input("x", 1, 2);
        Node matrix = Graphs.constant(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Node y = Elementwise.square(Linear.matmul(x, matrix));
        Node forward = Gradients.jacobianVector(y, List.of(x), List.of(Graphs.input("v", 1, 2)));
        Node back =
                Gradients.vectorJacobian(y, List.of(x), Graphs.input("u", 1, 3)).get(0);
        DoubleInterpreter at =
                new DoubleInterpreter().set("x", 1, 1).set("v", 1, 0).set("u", 0, 1, 0);
        // y = (5, 7, 9)^2, so dy/dx_0 = 2 (5, 7, 9) (1, 2, 3).
        assertArrayEquals(new double[] {10, 28, 54}, at.evaluate(forward), 1e-12);
        assertArrayEquals(new double[] {28, 70}, at.evaluate(back), 1e-12);
        assertThrows(ShapeException.class, () -> Gradients.vectorJacobian(y, List.of(x), Graphs.input("u", 3)));
    }

    @Test
    void hessianVectorOfANetworkMatchesDifferencesOfGradients() {
        Parameters p = network();
        Parameters v = network();
        Node loss = loss(p, 0);
        Node along = Gradients.directional(loss, p, part -> Graphs.parameter(v, part));
        float[] product = run(new Computation().gradient("g", along, p), p);
        float step = 1e-2f;
        shift(p, v, step);
        float[] above = run(new Computation().gradient("g", loss, p), p);
        shift(p, v, -2 * step);
        float[] below = run(new Computation().gradient("g", loss, p), p);
        for (int i = 0; i < product.length; i++) {
            assertEquals((above[i] - below[i]) / (2 * step), product[i], 2e-2, "at " + i);
        }
    }

    @Test
    void objectivesOfOneProgramShareTheirForwardWork() {
        Parameters p = network();
        Parameters other = network();
        Node trunk = hidden(p);
        Node first = Reduce.mean(Elementwise.square(Linear.matmul(trunk, Graphs.parameter(p, "w1"))));
        Node second = Reduce.mean(Linear.matmul(trunk, Graphs.parameter(other, "w1")));
        Computation both = new Computation()
                .gradient("first", first, p)
                .gradient("second", second, p)
                .gradient("other", second, other);
        // Forward: the trunk and the first head; the gradient of a mean does not need the second one.
        // Backward: w1, hidden, w0 of the first; hidden, w0 of the second; w1 of the other.
        long products = Lowered.of(both).values().stream()
                .filter(value -> value.op() instanceof Op.MatMul)
                .count();
        assertEquals(2 + 3 + 2 + 1, products);
        try (Program program = CompiledCompute.withJavaBlas().compile(both)) {
            program.run();
            float[] together = CompiledProgramTest.get(program, "first", p.size());
            assertArrayEquals(run(new Computation().gradient("g", first, p), p), together, 1e-6f);
        }
    }

    private Parameters network() {
        return Parameters.builder("network")
                .add("w0", gaussian, 4, 3)
                .add("w1", gaussian, 3, 2)
                .build();
    }

    private static Node hidden(Parameters p) {
        float[] x = {0.5f, -1, 0.2f, 1, -0.3f, 0.8f, 0.1f, -0.6f};
        return Elementwise.tanh(Linear.matmul(Graphs.constant(x, 2, 4), Graphs.parameter(p, "w0")));
    }

    private static Node loss(Parameters p, int target) {
        Node logits = Linear.matmul(hidden(p), Graphs.parameter(p, "w1"));
        return Elementwise.negate(Reduce.mean(Shaping.slice(Reduce.logSoftmax(logits), 1, target, target + 1)));
    }

    private static void shift(Parameters p, Parameters direction, float factor) {
        for (int i = 0; i < p.size(); i++) {
            p.values()[i] += factor * direction.values()[i];
        }
    }

    private static float[] run(Computation computation, Parameters p) {
        try (Program program = CompiledCompute.withJavaBlas().compile(computation)) {
            program.run();
            return CompiledProgramTest.get(program, "g", p.size());
        }
    }
}
