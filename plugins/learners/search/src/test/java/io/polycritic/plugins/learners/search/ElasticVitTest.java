package io.polycritic.plugins.learners.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Gradients;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compression.Choice;
import io.polycritic.compression.Hooks;
import io.polycritic.compression.Masks;
import io.polycritic.compression.Options;
import io.polycritic.compression.SuperNetwork;
import io.polycritic.compression.Vit;
import io.polycritic.compression.Weights;
import io.polycritic.nn.Distributions;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElasticVitTest {
    private static final int ROWS = 256;

    private static double accuracy(Vit network, Parameters parameters) {
        Batch batch = new Batch(Shape.of(ROWS));
        new Bars(RandomStream.of(9, "test", "held")).next(batch);
        Node pictures = Graphs.constant(batch.numbers("image"), ROWS, 64);
        Node scores = network.apply(Weights.of(parameters), pictures, Hooks.NONE);
        float[] numbers = new float[ROWS * 4];
        try (Program program = Elastic.COMPUTE.compile(new Computation().output("scores", scores))) {
            program.run();
            program.get("scores", numbers, 0);
        }
        int right = 0;
        for (int row = 0; row < ROWS; row++) {
            int best = 0;
            for (int c = 1; c < 4; c++) {
                best = numbers[4 * row + c] > numbers[4 * row + best] ? c : best;
            }
            right += best == batch.numbers("label")[row] ? 1 : 0;
        }
        return right / (double) ROWS;
    }

    @Test
    void allSubNetworksLearnAtOnce() {
        try (TestRun run = Elastic.run()) {
            SuperNetwork learner = (SuperNetwork) run.add("learner", new ElasticVit(), Elastic.CONFIG);
            Vit largest = learner.largest();
            assertTrue(accuracy(largest, learner.parameters()) < 0.6);
            for (int i = 0; i < 100; i++) {
                assertEquals(32, learner.update().steps());
            }
            Vit between = largest.with(List.of(new Vit.Layer(1, 12), new Vit.Layer(2, 4)));
            for (Vit network : List.of(largest, largest.with(List.of(new Vit.Layer(1, 4))), between)) {
                double reached = accuracy(network, learner.parameters());
                assertTrue(reached > 0.9, network.layers() + " reach " + reached);
            }
            double divergence = run.metrics().get("learner/smallestDivergence");
            assertTrue(divergence >= 0 && divergence < 0.5, "divergence " + divergence);
        }
    }

    /** Two rows by hand; and the teacher is not taught by its pupil. */
    @Test
    void divergenceIsThatOfKullbackAndLeibler() {
        float[] p = {0.5f, 0.5f, 0.9f, 0.1f};
        float[] q = {0.25f, 0.75f, 0.9f, 0.1f};
        double expected = (0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75)) / 2;
        Node teacher = Graphs.input("teacher", 2, 2);
        Node student = Graphs.input("student", 2, 2);
        Node divergence = SandwichLoss.divergence(teacher, student);
        Computation computation = new Computation()
                .output("divergence", divergence)
                .output("gradient", Gradients.of(divergence, List.of(teacher)).get(0));
        try (Program program = Elastic.COMPUTE.compile(computation)) {
            program.set("teacher", logarithms(p), 0);
            program.set("student", logarithms(q), 0);
            program.run();
            assertEquals(expected, program.scalar("divergence"), 1e-6);
            float[] gradient = new float[4];
            program.get("gradient", gradient, 0);
            for (float slope : gradient) {
                assertEquals(0, slope);
            }
        }
    }

    private static float[] logarithms(float... values) {
        float[] logarithms = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = (float) Math.log(values[i]);
        }
        return logarithms;
    }

    /** The step's gradient is the sum of those of its three losses, each computed by itself on slices. */
    @Test
    void theSandwichAddsTheGradientsOfItsNetworks() {
        Vit largest = new Vit(8, 4, 8, 4, Collections.nCopies(2, new Vit.Layer(2, 12)), 4);
        Options options = Options.uniform(
                largest, new int[] {1, 2}, new int[] {1, 2}, new int[] {4, 12}, new int[] {Choice.FLOAT});
        Vit random = largest.with(List.of(new Vit.Layer(2, 4), new Vit.Layer(1, 12)));
        Vit smallest = largest.with(List.of(new Vit.Layer(1, 4)));
        Parameters parameters = largest.parameters(RandomStream.of(1, "test", "parameters"));
        Masks masks = new Masks(largest);
        Batch batch = new Batch(Shape.of(16));
        new Bars(RandomStream.of(2, "test", "pictures")).next(batch);
        float[] whole = new float[parameters.size()];
        try (Program program = Elastic.COMPUTE.compile(new SandwichLoss(options, masks, 16).computation(parameters))) {
            masks.numbers(random).forEach((name, numbers) -> program.set(name, numbers, 0));
            program.set(SandwichLoss.PICTURES, batch.numbers("image"), 0);
            program.set(SandwichLoss.LABELS, batch.numbers("label"), 0);
            program.run();
            program.get(SandwichLoss.GRADIENT, whole, 0);
        }
        Node pictures = Graphs.constant(batch.numbers("image"), 16, 64);
        Node teacher = largest.apply(Weights.of(parameters), pictures, Hooks.NONE);
        float[] sum = new float[parameters.size()];
        add(sum, parameters, Distributions.crossEntropy(teacher, Graphs.constant(batch.numbers("label"), 16)));
        for (Vit pupil : List.of(smallest, random)) {
            Node scores = pupil.apply(Weights.of(parameters), pictures, Hooks.NONE);
            add(sum, parameters, SandwichLoss.divergence(teacher, scores));
        }
        double most = 0;
        for (int i = 0; i < sum.length; i++) {
            most = Math.max(most, Math.abs(sum[i]));
        }
        for (int i = 0; i < sum.length; i++) {
            assertEquals(sum[i], whole[i], 1e-4 * most);
        }
    }

    private static void add(float[] sum, Parameters parameters, Node loss) {
        float[] gradient = new float[sum.length];
        Computation computation = new Computation().gradient("gradient", loss, parameters);
        try (Program program = Elastic.COMPUTE.compile(computation)) {
            program.run();
            program.get("gradient", gradient, 0);
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += gradient[i];
        }
    }

    @Test
    void settingsThatDoNotFitAreRefusedByName() {
        refused("headSize", "headSize", 3);
        refused("patch", "patch", 3);
        refused("depths", "depths", List.of());
        refused("heads", "heads", List.of(2, 1));
        refused("hidden", "hidden", List.of());
    }

    private static void refused(String key, String setting, Object value) {
        Map<String, Object> config = new HashMap<>(Elastic.CONFIG);
        config.put(setting, value);
        try (TestRun run = Elastic.run()) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add("learner", new ElasticVit(), config));
            assertEquals(key, refused.path());
        }
    }
}
