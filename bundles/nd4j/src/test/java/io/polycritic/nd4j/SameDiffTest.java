package io.polycritic.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Images;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.tensor.Window;
import io.polycritic.compute.CompiledCompute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** Compiled programs on OpenBLAS against SameDiff, an independent implementation of the same mathematics. */
class SameDiffTest {
    private static final int ROWS = 8;
    private static final int COLUMNS = 6;

    private final RandomStream random = RandomStream.of(9, "samediff", "values");
    private final CompiledCompute compute = new CompiledCompute(new OpenBlas(1), 2);

    /** The same function of two matrices, in both languages. */
    private record Pair(BinaryOperator<Node> ours, Theirs theirs) {}

    private interface Theirs {
        SDVariable of(SameDiff sd, SDVariable x, SDVariable y);
    }

    private static Map<String, Pair> pairs() {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        pairs.put("add", new Pair(Elementwise::add, (sd, x, y) -> x.add(y)));
        pairs.put("subtract", new Pair(Elementwise::subtract, (sd, x, y) -> x.sub(y)));
        pairs.put("multiply", new Pair(Elementwise::multiply, (sd, x, y) -> x.mul(y)));
        pairs.put(
                "divide",
                new Pair(
                        (x, y) -> Elementwise.divide(x, Elementwise.exp(y)),
                        (sd, x, y) -> x.div(sd.math().exp(y))));
        pairs.put("minimum", new Pair(Elementwise::minimum, (sd, x, y) -> sd.math()
                .min(x, y)));
        pairs.put("maximum", new Pair(Elementwise::maximum, (sd, x, y) -> sd.math()
                .max(x, y)));
        pairs.put("tanh", new Pair((x, y) -> Elementwise.tanh(x), (sd, x, y) -> sd.math()
                .tanh(x)));
        pairs.put("sigmoid", new Pair((x, y) -> Elementwise.sigmoid(x), (sd, x, y) -> sd.nn()
                .sigmoid(x)));
        pairs.put("softplus", new Pair((x, y) -> Elementwise.softplus(x), (sd, x, y) -> sd.nn()
                .softplus(x)));
        pairs.put("relu", new Pair((x, y) -> Elementwise.relu(x), (sd, x, y) -> sd.nn()
                .relu(x, 0)));
        pairs.put(
                "log",
                new Pair(
                        (x, y) -> Elementwise.log(Elementwise.shift(Elementwise.square(x), 1f)),
                        (sd, x, y) -> sd.math().log(sd.math().square(x).add(1))));
        pairs.put(
                "sqrt",
                new Pair(
                        (x, y) -> Elementwise.sqrt(Elementwise.shift(Elementwise.square(x), 1f)),
                        (sd, x, y) -> sd.math().sqrt(sd.math().square(x).add(1))));
        pairs.put("abs", new Pair((x, y) -> Elementwise.abs(x), (sd, x, y) -> sd.math()
                .abs(x)));
        pairs.put("sin", new Pair((x, y) -> Elementwise.sin(x), (sd, x, y) -> sd.math()
                .sin(x)));
        pairs.put("matmul", new Pair((x, y) -> Linear.matmul(x, false, y, true), (sd, x, y) -> sd.linalg()
                .mmul(x, y, false, true, false)));
        pairs.put("logSoftmax", new Pair((x, y) -> Reduce.logSoftmax(x), (sd, x, y) -> sd.nn()
                .logSoftmax(x)));
        pairs.put("sum", new Pair((x, y) -> Reduce.sum(x, 0), (sd, x, y) -> x.sum(true, 0)));
        pairs.put("max", new Pair((x, y) -> Reduce.max(x, 1), (sd, x, y) -> x.max(true, 1)));
        pairs.put("transpose", new Pair((x, y) -> Shaping.transpose(x), (sd, x, y) -> sd.transpose(x)));
        pairs.put("concat", new Pair((x, y) -> Shaping.concat(1, x, y), (sd, x, y) -> sd.concat(1, x, y)));
        rows(pairs);
        movements(pairs);
        windows(pairs);
        return pairs;
    }

    private static void rows(Map<String, Pair> pairs) {
        pairs.put("erf", new Pair((x, y) -> Elementwise.erf(x), (sd, x, y) -> sd.math()
                .erf(x)));
        pairs.put(
                "gelu",
                new Pair(
                        (x, y) -> Elementwise.gelu(x),
                        (sd, x, y) -> x.mul(
                                sd.math().erf(x.mul(Math.sqrt(0.5))).add(1).mul(0.5))));
        pairs.put("atan", new Pair((x, y) -> Elementwise.atan(x), (sd, x, y) -> sd.math()
                .atan(x)));
        pairs.put("softmax", new Pair((x, y) -> Reduce.softmax(x), (sd, x, y) -> sd.nn()
                .softmax(x, 1)));
        pairs.put("softmax over rows", new Pair((x, y) -> Reduce.softmax(x, 0), (sd, x, y) -> sd.nn()
                .softmax(x, 0)));
        pairs.put("logSumExp", new Pair((x, y) -> Reduce.logSumExp(x, 1), (sd, x, y) -> sd.math()
                .log(sd.math().exp(x).sum(true, 1))));
        pairs.put(
                "cumulativeSum",
                new Pair((x, y) -> Reduce.cumulativeSum(x, 0), (sd, x, y) -> sd.cumsum(x, false, false, 0)));
        pairs.put("normalise", new Pair((x, y) -> Reduce.normalise(x, 1e-5f), (sd, x, y) -> {
            SDVariable centred = x.sub(x.mean(true, 1));
            return centred.div(
                    sd.math().sqrt(sd.math().square(centred).mean(true, 1).add(1e-5)));
        }));
    }

    /** Operations with indices, and batches of products: x as [2, 4, 6], y as [2, 4, 6] or [4, 2, 1, 6]. */
    private static void movements(Map<String, Pair> pairs) {
        pairs.put(
                "batch of products",
                new Pair(
                        (x, y) -> Linear.matmul(Shaping.reshape(x, 2, 4, 6), false, Shaping.reshape(y, 2, 4, 6), true),
                        (sd, x, y) -> sd.linalg().mmul(x.reshape(2, 4, 6), y.reshape(2, 4, 6), false, true, false)));
        pairs.put(
                "permute",
                new Pair(
                        (x, y) -> Shaping.permute(Shaping.reshape(x, 2, 4, 6), 2, 0, 1),
                        (sd, x, y) -> sd.permute(x.reshape(2, 4, 6), 2, 0, 1)));
        // The gradient of SameDiff's own gather fails where an index stands twice.
        float[][] chosen = new float[5][ROWS];
        chosen[0][3] = chosen[1][0] = chosen[2][3] = chosen[3][7] = chosen[4][1] = 1;
        Node indices = Graphs.constant(new float[] {3, 0, 3, 7, 1}, 5);
        pairs.put("gather", new Pair((x, y) -> Indexing.gather(x, indices), (sd, x, y) -> sd.constant(
                        Nd4j.createFromArray(chosen))
                .mmul(x)));
        int[] ids = {0, 0, 1, 1, 1, 2, 3, 3};
        Node segments = Graphs.constant(new float[] {0, 0, 1, 1, 1, 2, 3, 3}, 8);
        pairs.put(
                "segment sum",
                new Pair(
                        (x, y) -> Indexing.scatterAdd(x, segments, 4),
                        (sd, x, y) -> sd.segmentSum(x, sd.constant(Nd4j.createFromArray(ids)))));
        pairs.put(
                "segment mean",
                new Pair(
                        (x, y) -> Indexing.segmentMean(x, segments, 4),
                        (sd, x, y) -> sd.segmentMean(x, sd.constant(Nd4j.createFromArray(ids)))));
        pairs.put(
                "segment max",
                new Pair(
                        (x, y) -> Indexing.segmentMax(x, segments, 4),
                        (sd, x, y) -> sd.segmentMax(x, sd.constant(Nd4j.createFromArray(ids)))));
    }

    private static void windows(Map<String, Pair> pairs) {
        Window window = Window.square(2, 1, 1);
        pairs.put(
                "convolution",
                new Pair(
                        (x, y) -> Images.convolution(
                                Shaping.reshape(x, 2, 4, 3, 2), Shaping.reshape(y, 2, 2, 2, 6), window, 1),
                        (sd, x, y) -> sd.cnn()
                                .conv2d(
                                        x.reshape(2, 4, 3, 2),
                                        y.reshape(2, 2, 2, 6),
                                        Conv2DConfig.builder()
                                                .kH(2)
                                                .kW(2)
                                                .sH(1)
                                                .sW(1)
                                                .pH(1)
                                                .pW(1)
                                                .dataFormat(Conv2DConfig.NHWC)
                                                .build())));
        pairs.put(
                "max pooling",
                new Pair(
                        (x, y) -> Images.maxPool(Shaping.reshape(x, 2, 4, 3, 2), Window.square(2, 1, 0)),
                        (sd, x, y) -> sd.cnn().maxPooling2d(x.reshape(2, 4, 3, 2), pooling())));
        pairs.put(
                "average pooling",
                new Pair(
                        (x, y) -> Images.averagePool(Shaping.reshape(x, 2, 4, 3, 2), Window.square(2, 1, 0)),
                        (sd, x, y) -> sd.cnn().avgPooling2d(x.reshape(2, 4, 3, 2), pooling())));
    }

    private static Pooling2DConfig pooling() {
        return Pooling2DConfig.builder().kH(2).kW(2).sH(1).sW(1).isNHWC(true).build();
    }

    @TestFactory
    Stream<DynamicTest> commonOperations() {
        return pairs().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Parameters p = Parameters.builder("p")
                            .add("x", this::gaussian, ROWS, COLUMNS)
                            .add("y", this::gaussian, ROWS, COLUMNS)
                            .build();
                    Node ours = Reduce.sum(Elementwise.square(
                            entry.getValue().ours().apply(Graphs.parameter(p, "x"), Graphs.parameter(p, "y"))));
                    compare(p, Map.of(), ours, (sd, of) -> sd.math()
                            .square(entry.getValue().theirs().of(sd, of.get("x"), of.get("y")))
                            .sum());
                }));
    }

    @Test
    void lossOfAPerceptron() {
        Parameters p = Parameters.builder("p")
                .add("w0", this::gaussian, COLUMNS, 16)
                .add("b0", this::gaussian, 16)
                .add("w1", this::gaussian, 16, 16)
                .add("b1", this::gaussian, 16)
                .add("w2", this::gaussian, 16, 3)
                .add("b2", this::gaussian, 3)
                .build();
        float[] observations = new float[ROWS * COLUMNS];
        random.gaussians(observations, 0, observations.length);
        Node h = Graphs.input("x", ROWS, COLUMNS);
        h = Elementwise.tanh(Linear.dense(h, Graphs.parameter(p, "w0"), Graphs.parameter(p, "b0")));
        h = Elementwise.relu(Linear.dense(h, Graphs.parameter(p, "w1"), Graphs.parameter(p, "b1")));
        Node loss = Reduce.mean(Elementwise.square(
                Reduce.logSoftmax(Linear.dense(h, Graphs.parameter(p, "w2"), Graphs.parameter(p, "b2")))));
        compare(p, Map.of("x", observations), loss, (sd, of) -> {
            SDVariable x = sd.constant(Nd4j.createFromArray(observations).reshape(ROWS, COLUMNS));
            SDVariable first = sd.math().tanh(x.mmul(of.get("w0")).add(of.get("b0")));
            SDVariable second = sd.nn().relu(first.mmul(of.get("w1")).add(of.get("b1")), 0);
            SDVariable last = second.mmul(of.get("w2")).add(of.get("b2"));
            return sd.math().square(sd.nn().logSoftmax(last)).mean();
        });
    }

    private void gaussian(float[] values, int offset, io.polycritic.api.tensor.Shape shape) {
        random.gaussians(values, offset, shape.size());
    }

    private void compare(
            Parameters p,
            Map<String, float[]> inputs,
            Node ours,
            BiFunction<SameDiff, Map<String, SDVariable>, SDVariable> theirs) {
        SameDiff sd = SameDiff.create();
        Map<String, SDVariable> variables = new LinkedHashMap<>();
        for (Parameters.Segment part : p.segments()) {
            variables.put(part.name(), sd.var(part.name(), array(p, part)));
        }
        SDVariable loss = theirs.apply(sd, variables);
        loss.markAsLoss();
        Map<String, INDArray> gradients = sd.calculateGradients(Map.of(), variables.keySet());
        float[] found = new float[p.size()];
        try (Program program =
                compute.compile(new Computation().output("loss", ours).gradient("gradient", ours, p))) {
            inputs.forEach((name, values) -> program.set(name, values, 0));
            program.run();
            program.get("gradient", found, 0);
            double expected = loss.eval().getDouble(0);
            assertEquals(expected, program.scalar("loss"), 1e-4 * Math.max(1, Math.abs(expected)));
        }
        for (Parameters.Segment part : p.segments()) {
            INDArray gradient = gradients.get(part.name());
            float[] expected = gradient == null
                    ? new float[part.shape().size()]
                    : gradient.castTo(DataType.FLOAT).dup('c').data().asFloat();
            for (int i = 0; i < expected.length; i++) {
                double tolerance = 1e-4 * Math.max(1, Math.abs(expected[i]));
                assertEquals(expected[i], found[part.offset() + i], tolerance, part.name() + " at " + i);
            }
        }
    }

    private static INDArray array(Parameters p, Parameters.Segment part) {
        float[] values = java.util.Arrays.copyOfRange(
                p.values(), part.offset(), part.offset() + part.shape().size());
        long[] lengths =
                java.util.Arrays.stream(part.shape().toArray()).asLongStream().toArray();
        return Nd4j.createFromArray(values).reshape('c', lengths);
    }
}
