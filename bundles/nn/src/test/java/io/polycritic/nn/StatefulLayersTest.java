package io.polycritic.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.compute.CompiledCompute;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StatefulLayersTest {
    private final RandomStream random = RandomStream.of(2, "test", "layers");
    private final CompiledCompute compute = CompiledCompute.withJavaBlas();

    private static Parameters parameters(Consumer<Parameters.Builder> layer) {
        Parameters.Builder builder = Parameters.builder("p");
        layer.accept(builder);
        return builder.build();
    }

    private static float[] get(Program program, String output, int size) {
        float[] values = new float[size];
        program.get(output, values, 0);
        return values;
    }

    @Test
    void batchNormMatchesAlgorithm1AndMovesItsRunningNumbers() {
        BatchNorm norm = new BatchNorm("norm", 2, 0.1);
        Parameters p = parameters(norm::addTo);
        BatchNorm.Normalised learning = norm.learning(p, Graphs.input("x", 4, 2));
        Computation computation = new Computation()
                .output("y", learning.result())
                .output("mean", learning.mean())
                .output("variance", learning.variance());
        try (Program program = compute.compile(computation)) {
            program.set("x", new float[] {1, 0, 3, 0, 5, 0, 7, 8}, 0);
            program.run();
            float[] y = get(program, "y", 8);
            assertEquals(-3 / Math.sqrt(5 + 1e-5), y[0], 1e-6);
            assertEquals(6 / Math.sqrt(12 + 1e-5), y[7], 1e-6);
            norm.update(program, "mean", "variance");
        }
        assertArrayEquals(new float[] {0.4f, 0.2f}, norm.mean(), 1e-6f);
        assertArrayEquals(new float[] {0.9f + 2f / 3, 0.9f + 1.6f}, norm.variance(), 1e-6f);
        try (Program program =
                compute.compile(new Computation().output("y", norm.acting(p, Graphs.input("x", 1, 2))))) {
            norm.feed(program);
            program.set("x", new float[] {1, 1}, 0);
            program.run();
            assertEquals(0.6 / Math.sqrt(0.9 + 2.0 / 3 + 1e-5), get(program, "y", 2)[0], 1e-6);
        }
        Node single = Graphs.input("x", 1, 2);
        String message = assertThrows(ShapeException.class, () -> norm.learning(p, single))
                .getMessage();
        assertTrue(message.contains("at least 2 rows"), message);
    }

    @Test
    void batchNormsGradientFlowsThroughItsMoments() {
        BatchNorm norm = new BatchNorm("norm", 2, 0.1);
        Parameters p = parameters(b -> {
            norm.addTo(b);
            b.add("x", (v, o, s) -> random.gaussians(v, o, s.size()), 5, 2);
        });
        Node y = norm.learning(p, Graphs.parameter(p, "x")).result();
        GradientCheck.check(new DoubleInterpreter(), GradientCheck.weighted(Elementwise.square(y)), p, 1e-6);
    }

    @Test
    void gruMatchesItsEquations() {
        Gru gru = new Gru("gru", 1, 1);
        Parameters p = parameters(b -> gru.addTo(b, random));
        random.gaussians(p.values(), 0, p.size());
        float[] w = p.values();
        Node x = Graphs.constant(new float[] {0.7f, -0.4f}, 1, 2, 1);
        double[] states = new DoubleInterpreter().evaluate(gru.apply(p, x, gru.start(1), false));
        double h = 0;
        for (int t = 0; t < 2; t++) {
            double input = t == 0 ? 0.7f : -0.4f;
            double r = 1 / (1 + Math.exp(-(input * w[0] + w[3] + h * w[6] + w[9])));
            double z = 1 / (1 + Math.exp(-(input * w[1] + w[4] + h * w[7] + w[10])));
            double n = Math.tanh(input * w[2] + w[5] + r * (h * w[8] + w[11]));
            h = (1 - z) * n + z * h;
            assertEquals(h, states[t], 1e-9);
        }
    }

    @Test
    void gruRunsBothWaysAndHasAGradient() {
        Gru gru = new Gru("gru", 2, 3);
        Parameters p = parameters(b -> gru.addTo(b, random));
        float[] forth = {1, 2, 3, 4, 5, 6};
        float[] back = {5, 6, 3, 4, 1, 2};
        Node there = gru.apply(p, Graphs.constant(forth, 1, 3, 2), gru.start(1), true);
        Node mirrored = gru.apply(p, Graphs.constant(back, 1, 3, 2), gru.start(1), false);
        double[] a = new DoubleInterpreter().evaluate(there);
        double[] b = new DoubleInterpreter().evaluate(mirrored);
        for (int i = 0; i < 3; i++) {
            assertEquals(b[6 + i], a[i], 1e-12);
            assertEquals(b[i], a[6 + i], 1e-12);
        }
        GradientCheck.check(new DoubleInterpreter(), GradientCheck.weighted(there), p, 1e-6);
    }

    @Test
    void dropoutHoldsItsMaskUntilItIsDrawnAgain() {
        Dropout dropout = new Dropout("mask", 0.25, 1000);
        try (Program program = compute.compile(new Computation().output("y", dropout.apply(Graphs.input("x", 1000))))) {
            float[] ones = new float[1000];
            java.util.Arrays.fill(ones, 1f);
            program.set("x", ones, 0);
            dropout.draw(random, program);
            program.run();
            float[] first = get(program, "y", 1000);
            program.run();
            assertArrayEquals(first, get(program, "y", 1000));
            int dropped = 0;
            for (float value : first) {
                assertTrue(value == 0 || value == 4f / 3);
                dropped += value == 0 ? 1 : 0;
            }
            // Binomial with standard deviation 13.7.
            assertEquals(250, dropped, 60);
            dropout.keepAll(program);
            program.run();
            assertArrayEquals(ones, get(program, "y", 1000));
        }
        assertThrows(IllegalArgumentException.class, () -> new Dropout("mask", 1, 3));
    }

    @Test
    void perSampleGradientsAreThoseOfSingleSamples() {
        Mlp mlp = Mlp.of("net", 3, new int[] {4}, 2, Activation.TANH, 1);
        Parameters p = parameters(b -> {
            mlp.addTo(b, random);
            b.add("unused", Initializers.constant(1), 2);
        });
        float[] x = new float[15];
        random.gaussians(x, 0, 15);
        PerSample each = new PerSample(p, 5);
        Node y = each.apply(mlp, Graphs.constant(x, 5, 3));
        Node rows = each.gradients(Reduce.sum(Elementwise.square(y), 1));
        float[] found;
        try (Program program = compute.compile(new Computation().output("rows", rows))) {
            program.run();
            found = get(program, "rows", 5 * p.size());
        }
        for (int sample = 0; sample < 5; sample++) {
            float[] own = java.util.Arrays.copyOfRange(x, 3 * sample, 3 * sample + 3);
            Node loss = Reduce.sum(Elementwise.square(mlp.apply(p, Graphs.constant(own, 1, 3))));
            double[] expected = GradientCheck.symbolic(new DoubleInterpreter(), loss, p);
            for (int i = 0; i < p.size(); i++) {
                assertEquals(expected[i], found[sample * p.size() + i], 1e-5);
            }
        }
    }

    @Test
    void softSortSortsAndIsDoublyStochastic() {
        float[] x = {0.3f, -1, 2, 0.9f, -0.2f};
        SoftSort hard = SoftSort.of(Graphs.constant(x, 1, 5), 1e7);
        assertArrayEquals(
                new double[] {-1, -0.2f, 0.3f, 0.9f, 2}, new DoubleInterpreter().evaluate(hard.sorted()), 1e-5);
        Parameters p = parameters(b -> b.add("x", (v, o, s) -> System.arraycopy(x, 0, v, o, 5), 1, 5));
        SoftSort soft = SoftSort.of(Graphs.parameter(p, "x"), 4);
        double[] permutation = new DoubleInterpreter().evaluate(soft.permutation());
        double[] sorted = new DoubleInterpreter().evaluate(soft.sorted());
        for (int i = 0; i < 5; i++) {
            double row = 0;
            double column = 0;
            double number = 0;
            for (int j = 0; j < 5; j++) {
                row += permutation[5 * i + j];
                column += permutation[5 * j + i];
                number += permutation[5 * j + i] * x[j];
            }
            assertEquals(1, row, 1e-9);
            assertEquals(1, column, 1e-9);
            assertEquals(sorted[i], number, 1e-6);
        }
        GradientCheck.check(new DoubleInterpreter(), GradientCheck.weighted(soft.permutation()), p, 1e-6);
        // Two numbers: the share that changes places is 1/2 - atan(beta (b - a)) / pi.
        Node two = SoftSort.of(Graphs.constant(new float[] {1, 3}, 1, 2), 1).permutation();
        double stays = Math.atan(2) / Math.PI + 0.5;
        double[] once = new DoubleInterpreter().evaluate(Shaping.reshape(two, 4));
        assertArrayEquals(new double[] {stays, 1 - stays, 1 - stays, stays}, once, 1e-6);
    }
}
