package io.polycritic.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Images;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.tensor.Window;
import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.plan.Plan;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Attention, convolution and moves that are large enough to be divided between threads. */
class SharedMovesTest {
    private final RandomStream random = RandomStream.of(6, "shared", "moves");

    private Parameters parameters() {
        Parameters.Initializer gaussian = (values, offset, shape) -> random.gaussians(values, offset, shape.size());
        return Parameters.builder("p")
                .add("qkv", gaussian, 8, 24)
                .add("filters", gaussian, 3, 3, 8, 8)
                .add("x", gaussian, 16, 12, 12, 8)
                .build();
    }

    private static Computation computation(Parameters p) {
        Window window = Window.square(3, 2, 1);
        Node images = Graphs.parameter(p, "x");
        Node features = Elementwise.relu(Images.convolution(images, Graphs.parameter(p, "filters"), window, 1));
        Node tokens = Shaping.reshape(features, 16, 36, 8);
        Node qkv = Linear.matmul(tokens, Graphs.parameter(p, "qkv"));
        Node weights = Reduce.softmax(Linear.matmul(heads(qkv, 0), false, heads(qkv, 1), true));
        Node mixed = Shaping.reshape(Shaping.permute(Linear.matmul(weights, heads(qkv, 2)), 0, 2, 1, 3), 16, 36, 8);
        mixed = Reduce.normalise(mixed, 1e-5f);
        Node padded = Shaping.pad(Shaping.concat(2, mixed, tokens), 1, 2, 3);
        Node loss = Reduce.mean(Elementwise.square(Elementwise.tanh(padded)));
        return new Computation().output("loss", loss).gradient("gradient", loss, p);
    }

    private static Node heads(Node qkv, int which) {
        Node part = Shaping.slice(qkv, 2, 8 * which, 8 * which + 8);
        return Shaping.permute(Shaping.reshape(part, 16, 36, 2, 4), 0, 2, 1, 3);
    }

    private static float[] gradient(Parameters p, int threads) {
        CompiledCompute compute = new CompiledCompute(new JavaBlas(), threads);
        float[] gradient = new float[p.size()];
        try (Program program = compute.compile(computation(p))) {
            for (int run = 0; run < 20; run++) {
                program.run();
                float[] before = gradient.clone();
                program.get("gradient", gradient, 0);
                if (run > 0) {
                    assertArrayEquals(before, gradient);
                }
            }
        }
        compute.close();
        return gradient;
    }

    @Test
    void severalThreadsComputeWhatOneDoes() {
        Parameters p = parameters();
        float[] alone = gradient(p, 1);
        for (int threads : new int[] {2, 3, 4}) {
            assertArrayEquals(alone, gradient(p, threads), 1e-6f);
        }
    }

    @Test
    void movesAreDivided() {
        Plan plan = Plan.of(Lowered.of(computation(parameters())), 2);
        Set<String> divided = new TreeSet<>();
        for (Plan.Step step : plan.steps()) {
            Op op = step.unit().group().members().get(0).op();
            if (step.unit().from() > 0) {
                divided.add(op.getClass().getSimpleName());
            }
        }
        assertTrue(divided.containsAll(Set.of("Im2Col", "Col2Im", "Softmax", "MatMul", "Concat")), divided.toString());
    }
}
