package io.polycritic.onnx.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Gradients;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Images;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Select;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.tensor.Window;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.exports.onnx.Onnx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each operation of graphs, computed by the platform and by ONNX Runtime. */
class OperatorsTest {
    private static final double TOLERANCE = 1e-5;
    private static final Compute COMPUTE = CompiledCompute.withJavaBlas();

    /** A part whose model is a graph. */
    private record Drawn(IntFunction<Computation> graph, Map<String, float[]> constants) implements ModelSource {
        @Override
        public List<GraphModel> models(int rows) {
            return List.of(new GraphModel("drawn", "A graph of a test.", graph.apply(rows), constants));
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(StateReader in) {
            throw new UnsupportedOperationException();
        }
    }

    private static void same(IntFunction<Computation> graph) throws Exception {
        assertEquals(0, OnnxCheck.model(new Drawn(graph, Map.of()), "drawn", COMPUTE), TOLERANCE);
    }

    private static Node input(String name, int... lengths) {
        return Graphs.input(name, lengths);
    }

    @Test
    void functionsOfOneNumber() throws Exception {
        Map<String, UnaryOperator<Node>> functions = new LinkedHashMap<>();
        functions.put("negate", Elementwise::negate);
        functions.put("exp", Elementwise::exp);
        functions.put("log", x -> Elementwise.log(Elementwise.abs(x)));
        functions.put("sqrt", x -> Elementwise.sqrt(Elementwise.abs(x)));
        functions.put("square", Elementwise::square);
        functions.put("reciprocal", x -> Elementwise.reciprocal(Elementwise.shift(Elementwise.abs(x), 0.5f)));
        functions.put("tanh", Elementwise::tanh);
        functions.put("sigmoid", Elementwise::sigmoid);
        functions.put("softplus", x -> Elementwise.softplus(Elementwise.scale(x, 20)));
        functions.put("relu", Elementwise::relu);
        functions.put("sign", Elementwise::sign);
        functions.put("step", Elementwise::step);
        functions.put("sin", Elementwise::sin);
        functions.put("cos", Elementwise::cos);
        functions.put("atan", Elementwise::atan);
        functions.put("erf", Elementwise::erf);
        functions.put("gelu", Elementwise::gelu);
        functions.put("geluSlope", x -> Gradients.of(Reduce.sum(Elementwise.gelu(x)), List.of(x))
                .get(0));
        functions.put("log1p", x -> Elementwise.log1p(Elementwise.abs(x)));
        functions.put("expm1", Elementwise::expm1);
        functions.put("floor", Elementwise::floor);
        functions.put("stopGradient", Elementwise::stopGradient);
        same(rows -> {
            Computation all = new Computation();
            functions.forEach((name, function) -> all.output(name, function.apply(input("x", rows, 3))));
            return all;
        });
    }

    /** Shapes of equal rank, of rank 1, scalars, and two that only together have the result's lengths. */
    @Test
    void functionsOfTwoNumbersOfAllShapes() throws Exception {
        Map<String, BinaryOperator<Node>> functions = new LinkedHashMap<>();
        functions.put("add", Elementwise::add);
        functions.put("subtract", Elementwise::subtract);
        functions.put("multiply", Elementwise::multiply);
        functions.put("divide", (x, y) -> Elementwise.divide(x, Elementwise.shift(Elementwise.square(y), 1)));
        functions.put("minimum", Elementwise::minimum);
        functions.put("maximum", Elementwise::maximum);
        functions.put("greater", Elementwise::greater);
        functions.put("greaterEqual", Elementwise::greaterEqual);
        functions.put("power", (x, y) -> Elementwise.power(Elementwise.shift(Elementwise.abs(x), 0.5f), y));
        functions.put("keep", (x, y) -> Select.keep(x, Elementwise.step(y)));
        same(rows -> {
            Computation all = new Computation();
            functions.forEach((name, function) -> {
                Node x = input("x", rows, 3);
                all.output(name, function.apply(x, input("y", rows, 3)));
                all.output(name + "Row", function.apply(x, Graphs.constant(new float[] {-1, 0.5f, 2}, 3)));
                all.output(name + "Scalar", function.apply(x, Graphs.constant(0.25f)));
                all.output(name + "Cross", function.apply(input("z", rows, 1), Graphs.constant(new float[] {1, 2}, 2)));
            });
            Node wide = Shaping.broadcast(input("z", rows, 1), Shape.of(rows, 4));
            all.output("bothShort", Elementwise.add(wide, wide));
            all.output(
                    "where",
                    Select.where(Elementwise.step(input("x", rows, 3)), wideConstant(rows), input("y", rows, 3)));
            return all;
        });
    }

    private static Node wideConstant(int rows) {
        float[] values = new float[3 * rows];
        java.util.Arrays.fill(values, 0.5f);
        return Graphs.constant(values, rows, 3);
    }

    @Test
    void productsOfMatrices() throws Exception {
        Parameters parameters = Parameters.builder("net")
                .add(
                        "hidden/weight",
                        (values, offset, shape) -> {
                            for (int i = 0; i < shape.size(); i++) {
                                values[offset + i] = (i * 5 % 7 - 3) / 4f;
                            }
                        },
                        3,
                        4)
                .build();
        same(rows -> {
            Node x = input("x", rows, 3);
            Node weight = Graphs.parameter(parameters, "hidden/weight");
            Node three = input("t", rows, 2, 3);
            Node other = input("u", rows, 2, 3);
            return new Computation()
                    .output("plain", Linear.matmul(x, weight))
                    .output("right", Linear.matmul(x, false, Shaping.transpose(weight), true))
                    .output("left", Linear.matmul(x, true, input("y", rows, 2), false))
                    .output("batches", Linear.matmul(three, false, other, true))
                    .output("batchesLeft", Linear.matmul(three, true, other, false));
        });
    }

    @Test
    void sumsAndSoftmax() throws Exception {
        same(rows -> {
            Node x = input("x", rows, 2, 5);
            return new Computation()
                    .output("sum", Reduce.sum(x, 1))
                    .output("mean", Reduce.mean(x, 1))
                    .output("max", Reduce.max(x, 2))
                    .output("whole", Reduce.sum(Elementwise.scale(x, 0.01f)))
                    .output("softmax", Reduce.softmax(x))
                    .output("logSoftmax", Reduce.logSoftmax(x))
                    .output("middle", Reduce.softmax(x, 1))
                    .output("logSumExp", Reduce.logSumExp(x, 2))
                    .output("normalise", Reduce.normalise(x, 1e-3f))
                    .output("cumulative", Reduce.cumulativeSum(x, 1));
        });
    }

    @Test
    void numbersInOtherPlaces() throws Exception {
        same(rows -> {
            Node x = input("x", rows, 2, 3);
            return new Computation()
                    .output("reshape", Shaping.reshape(x, 2 * rows, 3))
                    .output("split", Shaping.reshape(input("y", rows, 6), rows, 3, 2))
                    .output("transpose", Shaping.transpose(x))
                    .output("permute", Shaping.permute(x, 2, 0, 1))
                    .output("concat", Shaping.concat(1, x, Shaping.slice(x, 1, 1, 2)))
                    .output("slice", Shaping.slice(x, 2, 1, 3))
                    .output("pad", Shaping.pad(x, 1, 1, 2))
                    .output("wide", Shaping.broadcast(Shaping.slice(x, 1, 0, 1), Shape.of(rows, 4, 3)))
                    .output("deep", Shaping.broadcast(input("y", rows, 6), Shape.of(2, rows, 6)));
        });
    }

    /** Indices come from normal numbers, so that some lie outside. */
    @Test
    void choices() throws Exception {
        same(rows -> {
            Node x = input("x", rows, 5);
            Node index = Elementwise.floor(Elementwise.scale(Shaping.reshape(Shaping.slice(x, 1, 0, 1), rows), 2));
            Node within = Elementwise.clip(Elementwise.abs(index), 0, 3);
            Node table = Graphs.constant(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2);
            return new Computation()
                    .output("oneHot", Shaping.oneHot(within, 4))
                    .output("gather", Indexing.gather(table, index))
                    .output("scatter", Indexing.scatterAdd(x, index, 3))
                    .output("argMax", Indexing.argMax(x))
                    .output("argSort", Indexing.argSort(x))
                    .output("topMask", Indexing.topMask(x, 2));
        });
    }

    @Test
    void pictures() throws Exception {
        same(rows -> {
            Node x = input("x", rows, 6, 5, 2);
            float[] filter = new float[3 * 3 * 2 * 4];
            for (int i = 0; i < filter.length; i++) {
                filter[i] = (i * 3 % 11 - 5) / 20f;
            }
            return new Computation()
                    .output(
                            "convolution",
                            Images.convolution(x, Graphs.constant(filter, 3, 3, 2, 4), Window.square(3, 2, 1), 1))
                    .output("maxPool", Images.maxPool(x, Window.square(2, 2, 1)))
                    .output("averagePool", Images.averagePool(x, Window.square(2, 1, 0)));
        });
    }

    @Test
    void inputsThatAreNobodysToChooseAreConstants() throws Exception {
        Drawn drawn = new Drawn(
                rows -> new Computation().output("y", Elementwise.multiply(input("x", rows, 2), input("weight", 1))),
                Map.of("weight", new float[] {3}));
        byte[] file = Onnx.model("part", drawn, null, Map.of("run", "slim-1")).toBytes();
        try (OnnxSession session = new OnnxSession(file)) {
            assertEquals(Map.of("run", "slim-1"), session.metadata());
            assertEquals(List.of("x"), List.copyOf(session.inputs().keySet()));
            assertArrayEquals(new long[] {-1, 2}, session.inputs().get("x"));
            assertArrayEquals(
                    new float[] {3, 6},
                    session.run(1, Map.of("x", new float[] {1, 2})).get("y"));
        }
    }

    @Test
    void whatHasNoOperatorIsNamed() {
        Drawn drawn = new Drawn(
                rows -> new Computation().output("y", Indexing.segmentMax(input("x", rows, 2), input("ids", rows), 3)),
                Map.of());
        PolycriticException refused =
                assertThrows(PolycriticException.class, () -> Onnx.model("critics.task", drawn, null, Map.of()));
        assertEquals("critics.task.drawn", refused.path());
        assertTrue(
                refused.getMessage().contains("SegmentMax [3, 2] has no ONNX operator in opset 17"),
                refused.getMessage());
    }

    /** The mean over all rows has their number as a constant; all rows but one are no multiple of the rows. */
    @Test
    void whatDependsOnTheNumberOfRowsIsNamed() {
        Map<String, UnaryOperator<Node>> functions = Map.of(
                "Constant", x -> Reduce.mean(x, 0),
                "Slice", x -> Shaping.slice(x, 0, 0, x.shape().length(0) - 1),
                "Gather", Indexing::sort);
        functions.forEach((operation, function) -> {
            Drawn drawn =
                    new Drawn(rows -> new Computation().output("y", function.apply(input("x", rows, 2))), Map.of());
            PolycriticException refused =
                    assertThrows(PolycriticException.class, () -> Onnx.model("learner", drawn, null, Map.of()));
            assertTrue(refused.getMessage().contains(operation), refused.getMessage());
            assertThrows(PolycriticException.class, () -> Onnx.model("learner", drawn, "other", Map.of()));
        });
    }
}
