package io.polycritic.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.compute.CompiledCompute;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final RandomStream random = RandomStream.of(1, "test", "layers");

    private static Parameters parameters(Consumer<Parameters.Builder> layer) {
        Parameters.Builder builder = Parameters.builder("p");
        layer.accept(builder);
        return builder.build();
    }

    private float[] gaussians(int count) {
        float[] values = new float[count];
        random.gaussians(values, 0, count);
        return values;
    }

    private static double[] evaluate(Node node) {
        return new DoubleInterpreter().evaluate(node);
    }

    private static void fill(Parameters p, String part, float... values) {
        System.arraycopy(values, 0, p.values(), p.segment(part).offset(), values.length);
    }

    @Test
    void layerNormMatchesEquation4() {
        LayerNorm norm = new LayerNorm("norm", 4);
        Parameters p = parameters(norm::addTo);
        fill(p, "norm.scale", 1, 2, 3, 4);
        fill(p, "norm.shift", 0, 0, 10, 0);
        double[] y = evaluate(norm.apply(p, Graphs.constant(new float[] {1, 2, 3, 10, 5, 5, 5, 5}, 2, 4)));
        double d = Math.sqrt(12.5 + 1e-5);
        assertArrayEquals(new double[] {-3 / d, -4 / d, 10 - 3 / d, 24 / d, 0, 0, 10, 0}, y, 1e-6);
    }

    @Test
    void rmsNormMatchesEquation4() {
        RmsNorm norm = new RmsNorm("norm", 2);
        Parameters p = parameters(norm::addTo);
        fill(p, "norm.scale", 1, 2);
        double[] y = evaluate(norm.apply(p, Graphs.constant(new float[] {3, 4}, 1, 2)));
        double root = Math.sqrt(12.5 + 1e-5);
        assertArrayEquals(new double[] {3 / root, 8 / root}, y, 1e-7);
    }

    @Test
    void embeddingsAreRows() {
        Embedding embedding = new Embedding("e", 3, 2);
        Parameters p = parameters(b -> embedding.addTo(b, Initializers.constant(0)));
        fill(p, "e.weight", 1, 2, 3, 4, 5, 6);
        Node ids = Graphs.constant(new float[] {2, 0}, 1, 2);
        assertArrayEquals(new double[] {5, 6, 1, 2}, evaluate(embedding.apply(p, ids)));
        assertArrayEquals(
                new double[] {3, 7, 11}, evaluate(embedding.scores(p, Graphs.constant(new float[] {1, 1}, 1, 2))));
    }

    /** One batch, three positions, two heads of width two, against loops. */
    @Test
    void attentionMatchesLoops() {
        float[] q = gaussians(12);
        float[] k = gaussians(12);
        float[] v = gaussians(12);
        Node mixed = MultiHeadAttention.attend(
                Graphs.constant(q, 1, 2, 3, 2),
                Graphs.constant(k, 1, 2, 3, 2),
                Graphs.constant(v, 1, 2, 3, 2),
                MultiHeadAttention.causal(3));
        double[] found = evaluate(mixed);
        for (int head = 0; head < 2; head++) {
            for (int t = 0; t < 3; t++) {
                double total = 0;
                double[] sum = new double[2];
                for (int s = 0; s <= t; s++) {
                    int to = (head * 3 + t) * 2;
                    int from = (head * 3 + s) * 2;
                    double weight = Math.exp((q[to] * k[from] + q[to + 1] * k[from + 1]) / Math.sqrt(2));
                    total += weight;
                    sum[0] += weight * v[from];
                    sum[1] += weight * v[from + 1];
                }
                assertEquals(sum[0] / total, found[(head * 3 + t) * 2], 1e-6);
                assertEquals(sum[1] / total, found[(head * 3 + t) * 2 + 1], 1e-6);
            }
        }
    }

    @Test
    void maskedKeysDoNotCount() {
        MultiHeadAttention attention = new MultiHeadAttention("a", 4, 2);
        Parameters p = parameters(b -> attention.addTo(b, random));
        float[] x = gaussians(12);
        Node mask = MultiHeadAttention.mask(Graphs.constant(new float[] {1, 1, 0}, 1, 1, 1, 3));
        double[] before = evaluate(attention.apply(p, Graphs.constant(x, 1, 3, 4), mask));
        x[8] += 5;
        double[] after = evaluate(attention.apply(p, Graphs.constant(x, 1, 3, 4), mask));
        assertArrayEquals(java.util.Arrays.copyOf(before, 8), java.util.Arrays.copyOf(after, 8), 1e-12);
        assertThrows(ShapeException.class, () -> new MultiHeadAttention("a", 4, 3));
    }

    @Test
    void sequenceModelSeesThePastAlone() {
        for (int convolution : new int[] {1, 3}) {
            SequenceModel model = new SequenceModel("lm", 7, 6, 8, 2, 2, convolution, convolution == 3);
            Parameters p = parameters(b -> model.addTo(b, random));
            random.gaussians(p.values(), 0, p.size());
            double[] scores = evaluate(model.apply(p, Graphs.constant(new float[] {1, 2, 3, 4, 5}, 1, 5)));
            double[] other = evaluate(model.apply(p, Graphs.constant(new float[] {1, 2, 3, 6, 5}, 1, 5)));
            for (int i = 0; i < 3 * 7; i++) {
                assertEquals(scores[i], other[i], 1e-9);
            }
            assertNotEquals(scores[3 * 7], other[3 * 7], 1e-3);
            Node tooLong = Graphs.input("ids", 1, 7);
            assertThrows(ShapeException.class, () -> model.apply(p, tooLong));
        }
    }

    /** e_t + (e_{t-1} + e_{t-2}) / 2, in which what came before is the same wherever it stands. */
    @Test
    void trailingConvolutionAddsAShareOfWhatCameBefore() {
        SequenceModel model = new SequenceModel("lm", 7, 6, 2, 1, 1, 3, true);
        Parameters p = parameters(b -> model.addTo(b, random, Initializers.trailing(0.5)));
        double[] alone = evaluate(model.tokens().apply(p, Graphs.constant(new float[] {4, 2, 6}, 1, 3)));
        double[] convolved = evaluate(model.embedded(p, Graphs.constant(new float[] {4, 2, 6}, 1, 3)));
        for (int i = 0; i < 2; i++) {
            assertEquals(alone[i], convolved[i], 1e-6);
            assertEquals(alone[2 + i] + alone[i] / 2, convolved[2 + i], 1e-6);
            assertEquals(alone[4 + i] + (alone[2 + i] + alone[i]) / 2, convolved[4 + i], 1e-6);
        }
    }

    @Test
    void sequenceModelsStepMatchesTheInterpreter() {
        SequenceModel model = new SequenceModel("lm", 7, 6, 8, 2, 1, 3, true);
        Parameters p = parameters(b -> model.addTo(b, random));
        Node ids = Graphs.input("ids", 2, 5);
        Node loss = Distributions.crossEntropy(model.apply(p, ids), Graphs.input("next", 2, 5));
        float[] tokens = {1, 2, 3, 4, 5, 6, 0, 1, 6, 6};
        float[] next = {2, 3, 4, 5, 0, 0, 1, 6, 6, 2};
        DoubleInterpreter oracle = new DoubleInterpreter().set("ids", tokens).set("next", next);
        GradientCheck.check(oracle, loss, p, 1e-6);
        try (Program program = CompiledCompute.withJavaBlas()
                .compile(new Computation().output("loss", loss).gradient("gradient", loss, p))) {
            program.set("ids", tokens, 0);
            program.set("next", next, 0);
            program.run();
            assertEquals(oracle.scalar(loss), program.scalar("loss"), 1e-5);
            float[] gradient = new float[p.size()];
            program.get("gradient", gradient, 0);
            double[] expected = GradientCheck.symbolic(oracle, loss, p);
            for (int i = 0; i < gradient.length; i++) {
                assertEquals(expected[i], gradient[i], 1e-5);
            }
        }
    }

    /** A single pixel of one channel is seen by the filter's middle, and then by the dense layer. */
    @Test
    void encoderMatchesItsLayersByHand() {
        ConvEncoder encoder = new ConvEncoder("e", 1, 1, 1, new int[] {2}, 1);
        Parameters p = parameters(b -> encoder.addTo(b, random));
        float[] filters = new float[18];
        filters[8] = 3;
        filters[9] = -1;
        fill(p, "e.conv0.weight", filters);
        fill(p, "e.conv0.bias", 1, 1);
        fill(p, "e.out.weight", 10, 100);
        double[] y = evaluate(encoder.apply(p, Graphs.constant(new float[] {0.5f, 2}, 2, 1, 1, 1)));
        assertArrayEquals(new double[] {10 * 2.5 + 100 * 0.5, 10 * 7}, y, 1e-5);
    }

    @Test
    void infoNceMatchesEquation4() {
        float[] x = {2, 0, 0, 3};
        Node same = Contrastive.infoNce(Graphs.constant(x, 2, 2), Graphs.constant(x, 2, 2), 0.5);
        assertEquals(Math.log(1 + Math.exp(-2)), evaluate(same)[0], 1e-6);
        float[] ones = {1, 1, 1, 1};
        Node nothing = Contrastive.infoNce(Graphs.constant(ones, 2, 2), Graphs.constant(ones, 2, 2), 0.5);
        assertEquals(Math.log(2), evaluate(nothing)[0], 1e-6);
        assertArrayEquals(
                new double[] {0.6, 0.8, 0, 0},
                evaluate(Contrastive.normalised(Graphs.constant(new float[] {3, 4, 0, 0}, 2, 2))),
                1e-7);
    }

    @Test
    void activationsMatchTheirFormulas() {
        float[] x = {-1.5f, 0.5f};
        for (Activation activation : Activation.values()) {
            double[] y = evaluate(activation.apply(Graphs.constant(x, 2)));
            for (int i = 0; i < 2; i++) {
                double v = x[i];
                double expected =
                        switch (activation) {
                            case TANH -> Math.tanh(v);
                            case RELU -> Math.max(v, 0);
                            case GELU -> v * io.polycritic.api.testkit.tensor.ErrorFunction.normal(v);
                            case SILU -> v / (1 + Math.exp(-v));
                            case ELU -> v > 0 ? v : Math.exp(v) - 1;
                            case LEAKY_RELU -> v > 0 ? v : v / 5;
                        };
                assertEquals(expected, y[i], 1e-7, activation.toString());
            }
        }
    }

    @Test
    void unknownClassesHaveNoInfluence() {
        Node log = Distributions.categoricalLogProbability(
                Graphs.constant(new float[] {1, 1, 1, 1}, 2, 2), Graphs.constant(new float[] {2, 1}, 2));
        double[] found = evaluate(log);
        assertEquals(0, found[0]);
        assertTrue(Math.abs(found[1] - Math.log(0.5)) < 1e-6);
    }
}
