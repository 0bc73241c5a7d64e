package io.polycritic.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Csr;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Gradients;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Images;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Sparse;
import io.polycritic.api.tensor.Window;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GradientsTest {
    private final Cases cases = new Cases();

    @TestFactory
    Stream<DynamicTest> everyOperationMatchesCentralDifferences() {
        return cases.graphs.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Node objective = GradientCheck.weighted(entry.getValue());
                    GradientCheck.check(new DoubleInterpreter(), objective, cases.parameters, 1e-6);
                }));
    }

    @TestFactory
    Stream<DynamicTest> secondDerivativesMatchCentralDifferences() {
        List<String> names = List.of(
                "exp",
                "square",
                "tanh",
                "sigmoid",
                "softplus",
                "sin",
                "cos",
                "log",
                "sqrt",
                "reciprocal",
                "multiply x, row",
                "divide x, y",
                "logSumExp 1",
                "logSoftmax",
                "dense",
                "max 2",
                "erf",
                "gelu",
                "atan",
                "softmax",
                "normalise",
                "power",
                "gather",
                "scatterAdd",
                "segmentMax",
                "takeAlong",
                "sort",
                "cumulativeSum 1",
                "convolution",
                "maxPool",
                "attention",
                "batch matmul",
                "sparse matmul",
                "sampled matmul");
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Node objective = GradientCheck.weighted(Elementwise.square(cases.graphs.get(name)));
                    Node penalty = gradientNorm(objective);
                    GradientCheck.check(new DoubleInterpreter(), penalty, cases.parameters, 1e-6);
                }));
    }

    /** The squared norm of the gradient with respect to x, itself a function of all parameters. */
    private Node gradientNorm(Node objective) {
        List<Node> uses = uses(objective);
        Node total = Graphs.constant(0f);
        for (Node gradient : Gradients.of(objective, uses)) {
            total = Elementwise.add(total, Reduce.sum(Elementwise.square(gradient)));
        }
        return total;
    }

    private static List<Node> uses(Node root) {
        return root.op() instanceof io.polycritic.api.tensor.Op.Parameter
                ? List.of(root)
                : root.inputs().stream()
                        .flatMap(input -> uses(input).stream())
                        .distinct()
                        .toList();
    }

    @Test
    void gradientWithRespectToAnInput() {
        Node x = Graphs.input("x", 3);
        Node objective = Reduce.sum(Elementwise.multiply(Elementwise.square(x), x));
        Node gradient = Gradients.of(objective, List.of(x)).get(0);
        double[] found = new DoubleInterpreter().set("x", 1, -2, 3).evaluate(gradient);
        assertArrayEquals(new double[] {3, 12, 27}, found, 1e-12);
    }

    @Test
    void targetsThatDoNotMatterGetZeros() {
        Node x = Graphs.input("x", 2);
        Node y = Graphs.input("y", 2, 2);
        Node stopped = Elementwise.stopGradient(x);
        List<Node> gradients = Gradients.of(Reduce.sum(Elementwise.multiply(stopped, x)), List.of(y, x));
        DoubleInterpreter at = new DoubleInterpreter().set("x", 5, 7).set("y", 0, 0, 0, 0);
        assertArrayEquals(new double[4], at.evaluate(gradients.get(0)));
        assertArrayEquals(new double[] {5, 7}, at.evaluate(gradients.get(1)));
    }

    @Test
    void tiesAreDecidedAsDocumented() {
        Node x = Graphs.input("x", 1);
        Node y = Graphs.input("y", 1);
        DoubleInterpreter at = new DoubleInterpreter().set("x", 2).set("y", 2);
        for (Node tie : List.of(Elementwise.minimum(x, y), Elementwise.maximum(x, y))) {
            List<Node> gradients = Gradients.of(Reduce.sum(tie), List.of(x, y));
            assertEquals(1, at.scalar(gradients.get(0)));
            assertEquals(0, at.scalar(gradients.get(1)));
        }
        Node row = Graphs.input("row", 1, 4);
        Node gradient =
                Gradients.of(Reduce.sum(Reduce.max(row, 1)), List.of(row)).get(0);
        assertArrayEquals(
                new double[] {0, .5, .5, 0},
                new DoubleInterpreter().set("row", 1, 3, 3, 2).evaluate(gradient));
    }

    @Test
    void shapeErrorsNameTheOperationAndTheShapes() {
        Node x = Graphs.input("x", 3, 4);
        Node y = Graphs.input("y", 3, 5);
        assertMessage("multiply: found [3, 4] and [3, 5]", () -> Elementwise.multiply(x, y));
        assertMessage("matmul: found [3, 4] times [3, 5]", () -> Linear.matmul(x, y));
        assertMessage("matmul: found [3, 4] times [3, 5]^T", () -> Linear.matmul(x, false, y, true));
        assertMessage("gradient: found [3, 4]", () -> Gradients.of(x, List.of(x)));
        assertMessage("reduce: found axis 2 of [3, 4]", () -> Reduce.sum(x, 2));
        assertMessage(
                "slice: found 3..5 of axis 1 of [3, 4]", () -> io.polycritic.api.tensor.Shaping.slice(x, 1, 3, 5));
        assertMessage("concat: found [3, 4] with [3, 5]", () -> io.polycritic.api.tensor.Shaping.concat(0, x, y));
        assertMessage("pad: found axis 2 of [3, 4]", () -> io.polycritic.api.tensor.Shaping.pad(x, 2, 1, 1));
        assertMessage(
                "matmul: found [2, 3, 4] times [3, 4, 5]",
                () -> Linear.matmul(Graphs.input("a", 2, 3, 4), Graphs.input("b", 3, 4, 5)));
        assertMessage("permute: found [0, 0] of [3, 4]", () -> io.polycritic.api.tensor.Shaping.permute(x, 0, 0));
        assertMessage("softmax: found axis 2 of [3, 4]", () -> Reduce.softmax(x, 2));
        assertMessage("scatterAdd: found [3, 4] by [4]", () -> Indexing.scatterAdd(x, Graphs.input("i", 4), 5));
        assertMessage("takeAlong: found [3, 4] by [4, 2]", () -> Indexing.takeAlong(x, Graphs.input("i", 4, 2)));
        assertMessage("topMask: found 5 of [3, 4]", () -> Indexing.topMask(x, 5));
        assertMessage("patches: found [3, 4]", () -> Images.patches(x, Window.square(2, 1, 0), 0f));
        assertMessage(
                "convolution: found [1, 4, 4, 2] with [3, 3, 3, 5]",
                () -> Images.convolution(
                        Graphs.input("im", 1, 4, 4, 2), Graphs.input("w", 3, 3, 3, 5), Window.square(3, 1, 0), 1));
        Csr pattern = Csr.of(3, new int[] {0, 1}, new int[] {2});
        assertMessage(
                "sparse matmul: found csr [1, 3] of 1 values with [2] times [3, 4]",
                () -> Sparse.matmul(pattern, Graphs.input("v", 2), x));
        assertMessage("sampled matmul: found [3, 4] and [3, 5]", () -> Sparse.sampled(pattern, x, y));
        assertMessage("csr: found column 3", () -> Csr.of(3, new int[] {0, 1}, new int[] {3}));
        assertMessage("window: found 0 x 0", () -> Window.square(0, 1, 0));
        assertMessage("reshape: found [3, 4] to [5, 2]", () -> io.polycritic.api.tensor.Shaping.reshape(x, 5, 2));
    }

    private static void assertMessage(String beginning, Runnable builder) {
        String message = assertThrows(ShapeException.class, builder::run).getMessage();
        assertTrue(message.startsWith(beginning), message);
    }

    @Test
    void deepGraphsDoNotOverflowTheStack() {
        Parameters one =
                Parameters.builder("one").add("x", (v, o, s) -> v[o] = 0.5f).build();
        Node node = Graphs.parameter(one, "x");
        for (int i = 0; i < 20_000; i++) {
            node = Elementwise.shift(node, 1e-4f);
        }
        GradientCheck.check(new DoubleInterpreter(), node, one, 1e-6);
    }
}
