package io.polycritic.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.CompiledCompute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworksTest {
    private final RandomStream random = RandomStream.of(1, "test", "networks");

    /** Runs a graph whose only output is wanted. */
    private static float[] run(Node node, Map<String, float[]> inputs) {
        try (Program program = CompiledCompute.withJavaBlas().compile(new Computation().output("out", node))) {
            inputs.forEach((name, values) -> program.set(name, values, 0));
            program.run();
            float[] out = new float[node.shape().size()];
            program.get("out", out, 0);
            return out;
        }
    }

    @Test
    void orthogonalWeightsHaveOrthonormalShorterSides() {
        for (int[] shape : new int[][] {{5, 3}, {3, 5}, {4, 4}}) {
            Parameters p = Parameters.builder("p")
                    .add("w", Initializers.orthogonal(random, 2), shape)
                    .build();
            boolean wide = shape[1] > shape[0];
            int shorter = Math.min(shape[0], shape[1]);
            for (int a = 0; a < shorter; a++) {
                for (int b = 0; b < shorter; b++) {
                    double dot = 0;
                    for (int i = 0; i < Math.max(shape[0], shape[1]); i++) {
                        dot += wide
                                ? p.values()[a * shape[1] + i] * p.values()[b * shape[1] + i]
                                : p.values()[i * shape[1] + a] * p.values()[i * shape[1] + b];
                    }
                    assertEquals(a == b ? 4 : 0, dot, 1e-5);
                }
            }
        }
    }

    @Test
    void orthogonalWeightsNeedAMatrix() {
        Parameters.Builder builder = Parameters.builder("p").add("w", Initializers.orthogonal(random, 1), 3);
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void networkMatchesItsLayersByHand() {
        Mlp mlp = Mlp.of("net", 2, new int[] {2}, 1, Activation.RELU, 1);
        Parameters.Builder builder = Parameters.builder("p");
        mlp.addTo(builder, random);
        Parameters p = builder.build();
        assertEquals(
                List.of("net/layer0.weight", "net/layer0.bias", "net/layer1.weight", "net/layer1.bias"),
                p.segments().stream().map(Parameters.Segment::name).toList());
        System.arraycopy(new float[] {1, -1, 2, 1, 0.5f, 0, 3, -2, 10}, 0, p.values(), 0, 9);
        float[] out = run(mlp.apply(p, Graphs.input("x", 2, 2)), Map.of("x", new float[] {1, 1, -1, 0}));
        // (1, 1): hidden (3.5, 0), output 20.5. (-1, 0): hidden (0, 1), output 8.
        assertArrayEquals(new float[] {20.5f, 8}, out, 1e-5f);
    }

    @Test
    void gaussianLogProbabilityMatchesTheDensity() {
        Node log = Distributions.gaussianLogProbability(
                Graphs.input("mean", 1, 2), Graphs.input("logStd", 2), Graphs.input("x", 1, 2));
        float[] out = run(
                log,
                Map.of("mean", new float[] {1, -1}, "logStd", new float[] {0, (float) Math.log(2)}, "x", new float[] {
                    2, 3
                }));
        double first = Math.exp(-0.5) / Math.sqrt(2 * Math.PI);
        double second = Math.exp(-2) / Math.sqrt(8 * Math.PI);
        assertEquals(Math.log(first * second), out[0], 1e-5);
    }

    @Test
    void gaussianEntropyMatchesItsFormula() {
        float[] out = run(Distributions.gaussianEntropy(Graphs.input("s", 2)), Map.of("s", new float[] {0, 1}));
        assertEquals(Math.log(2 * Math.PI * Math.E) + 1, out[0], 1e-5);
    }

    @Test
    void categoricalMatchesTheSoftmax() {
        float[] logits = {0, (float) Math.log(3)};
        Node node = Graphs.input("logits", 1, 2);
        float[] log = run(
                Distributions.categoricalLogProbability(node, Graphs.input("classes", 1)),
                Map.of("logits", logits, "classes", new float[] {1}));
        assertEquals(Math.log(0.75), log[0], 1e-5);
        float[] entropy = run(Distributions.categoricalEntropy(node), Map.of("logits", logits));
        assertEquals(-(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)), entropy[0], 1e-5);
        float[] cross = run(
                Distributions.crossEntropy(node, Graphs.input("classes", 1)),
                Map.of("logits", logits, "classes", new float[] {0}));
        assertEquals(-Math.log(0.25), cross[0], 1e-5);
    }

    @Test
    void spectralNormFindsTheLargestSingularValue() {
        // Singular values 5 and 3 (columns orthogonal after rotation by any angle): diag(3, 5) times a rotation.
        double c = Math.cos(0.3);
        double s = Math.sin(0.3);
        Parameters p = Parameters.builder("p")
                .add(
                        "w",
                        (v, at, shape) -> {
                            v[at] = (float) (3 * c);
                            v[at + 1] = (float) (-3 * s);
                            v[at + 2] = (float) (5 * s);
                            v[at + 3] = (float) (5 * c);
                        },
                        2,
                        2)
                .build();
        SpectralNorm norm = new SpectralNorm(p, List.of("w"), random);
        norm.iterate(1, 500, 1e-9);
        try (Program program =
                CompiledCompute.withJavaBlas().compile(new Computation().output("out", norm.normalised(p, "w")))) {
            norm.feed(program);
            program.run();
            float[] out = new float[4];
            program.get("out", out, 0);
            assertArrayEquals(new float[] {(float) (0.6 * c), (float) (-0.6 * s), (float) s, (float) c}, out, 1e-5f);
        }
        assertEquals(1, Math.abs(norm.left().get(0)[1]), 1e-3);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> norm.normalised(p, "v"))
                .getMessage()
                .contains("[w]"));
    }
}
