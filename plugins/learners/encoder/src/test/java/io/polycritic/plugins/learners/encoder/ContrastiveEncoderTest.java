package io.polycritic.plugins.learners.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.EncodingLearner.Encoder;
import io.polycritic.api.learner.EncodingLearner.Layer;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.critics.contrastive.AverageView;
import io.polycritic.plugins.critics.contrastive.Dhel;
import io.polycritic.plugins.critics.contrastive.InfoNce;
import io.polycritic.plugins.critics.contrastive.MvDhel;
import io.polycritic.plugins.critics.contrastive.MvInfoNce;
import io.polycritic.plugins.critics.contrastive.PairwiseViews;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ContrastiveEncoderTest extends PluginContract {
    private static final Map<String, Object> SMALL = Map.of(
            "input",
            "signal",
            "encoder",
            "mlp",
            "hidden",
            List.of(12),
            "width",
            8,
            "items",
            10,
            "projector",
            List.of(8),
            "embedding",
            5);

    @Override
    protected PartFactory<?, ?> plugin() {
        return new ContrastiveEncoder();
    }

    @Override
    protected TestRun run() {
        return run(3, run -> {
            run.add("critics.pair", new InfoNce(), Map.of("wrapped", true));
            run.add("critics.main", new PairwiseViews(), Map.of());
        });
    }

    private static TestRun run(int views, Consumer<TestRun> critics) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.seat("environment", new Blobs(views, run.context("environment").random("rows")));
        run.add("optimizers.encoder", new Adam(), Map.of("learningRate", 0.003));
        critics.accept(run);
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        Map<String, Object> config = new LinkedHashMap<>(SMALL);
        config.put("following", 0.9);
        config.put("queue", 16);
        config.put("conflictEvery", 1);
        return config;
    }

    @Override
    protected void prepare(TestRun run) {
        updates(run, 3);
    }

    private static EncoderLearner learner(TestRun run, Object... settings) {
        Map<String, Object> config = new LinkedHashMap<>(SMALL);
        for (int i = 0; i < settings.length; i += 2) {
            config.put((String) settings[i], settings[i + 1]);
        }
        return (EncoderLearner) run.add("learner", new ContrastiveEncoder(), config);
    }

    private static void updates(TestRun run, int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(10, run.part("learner", EncoderLearner.class).update().steps());
        }
    }

    private static double loss(TestRun run) {
        return run.metrics().get("learner/loss");
    }

    /** Over twenty updates. */
    private static double mean(TestRun run, String metric) {
        double sum = 0;
        for (int i = 0; i < 20; i++) {
            updates(run, 1);
            sum += run.metrics().get("learner/" + metric) / 20;
        }
        return sum;
    }

    private static float[] parameters(TestRun run) {
        float[] values = (float[]) run.save().get("learner").values().get("networks/encoder/layer0.weight");
        return values.clone();
    }

    @Test
    void everyCriticIsLearnedFrom() {
        for (PartFactory<?, ?> critic :
                Arrays.asList(new MvDhel(), new MvInfoNce(), new PairwiseViews(), new AverageView())) {
            try (TestRun run = run(3, each -> {
                each.add("critics.pair", new Dhel(), Map.of("wrapped", true));
                each.add("critics.main", critic, Map.of());
            })) {
                learner(run);
                updates(run, 1);
                double uniformity = run.metrics().get("learner/main.uniformity");
                double before = loss(run);
                updates(run, 100);
                assertTrue(loss(run) < before - 0.3, critic + ": " + before + " to " + loss(run));
                assertTrue(run.metrics().get("learner/main.uniformity") < uniformity, critic.toString());
                assertEquals(loss(run), run.metrics().get("learner/main.loss"));
            }
        }
    }

    /** As long as the newcomer is a shadow nothing changes by it, but it is charted; then it counts. */
    @Test
    void aCriticIsSwappedWithShadowInALiveRun() {
        try (TestRun alone = run();
                TestRun swapped = run()) {
            learner(alone);
            learner(swapped);
            updates(alone, 5);
            updates(swapped, 5);
            swapped.newcomer("critics.main", new MvDhel(), Map.of());
            swapped.share("critics.main", new Handover(Handover.Mode.SHADOW));
            updates(alone, 60);
            updates(swapped, 60);
            assertArrayEquals(parameters(alone), parameters(swapped));
            assertEquals(loss(alone), loss(swapped));
            double shadow = swapped.metrics().get("learner/main.loss.next");
            assertTrue(Double.isFinite(shadow) && shadow != loss(swapped));
            swapped.takeOver("critics.main");
            updates(alone, 1);
            updates(swapped, 1);
            assertEquals(shadow, loss(swapped), 3);
            assertFalse(Arrays.equals(parameters(alone), parameters(swapped)));
            // What the newcomer asks for: items further apart, at the cost of views that lie less close together.
            updates(alone, 100);
            updates(swapped, 100);
            assertTrue(mean(swapped, "main.uniformity") < mean(alone, "main.uniformity"));
            assertTrue(mean(swapped, "main.alignment") > mean(alone, "main.alignment"));
        }
    }

    /** With a share of s the loss is (1 - s) of one and s of the other, without a new program. */
    @Test
    void criticsAreBlended() {
        try (TestRun run = run(3, each -> each.add("critics.main", new MvInfoNce(), Map.of()))) {
            learner(run);
            updates(run, 1);
            run.newcomer("critics.main", new MvDhel(), Map.of());
            Handover handover = new Handover(Handover.Mode.BLEND);
            run.share("critics.main", handover);
            handover.share(1);
            updates(run, 1);
            assertEquals(run.metrics().get("learner/main.loss.next"), loss(run), 1e-4);
            handover.share(0.5);
            updates(run, 1);
            assertTrue(loss(run) < run.metrics().get("learner/main.loss.next"));
        }
    }

    /** Each critic counts by its weight, and an optimizer can ask for each one's gradient. */
    @Test
    void weightsAndGradientsOfEachCritic() {
        try (TestRun run = run(3, each -> {
            each.add("critics.a", new MvDhel(), Map.of());
            each.add("critics.b", new MvInfoNce(), Map.of());
            each.weight("critics.b", -0.5);
        })) {
            Asking asking = new Asking();
            run.seat("optimizers.encoder", asking);
            learner(run, "conflictEvery", 1);
            updates(run, 1);
            assertEquals(asking.a - 0.5 * asking.b, asking.sum, 1e-4);
            assertEquals(0, asking.error, 1e-4);
            assertTrue(run.metrics().containsKey("learner/gradientCosine.a.b"));
        }
    }

    /** Compares the gradients of the sum and of each objective; changes nothing. */
    private static final class Asking implements GradientOptimizer {
        private double a;
        private double b;
        private double sum;
        private double error;

        @Override
        public double step(String owner, Parameters parameters, Objectives objectives) {
            float[] whole = new float[parameters.size()];
            float[] first = new float[parameters.size()];
            float[] second = new float[parameters.size()];
            sum = objectives.evaluateSum(whole);
            a = objectives.evaluate(0, first);
            b = objectives.evaluate(1, second);
            for (int i = 0; i < whole.length; i++) {
                double expected = objectives.weight(0) * first[i] + objectives.weight(1) * second[i];
                error = Math.max(error, Math.abs(whole[i] - expected));
            }
            return sum;
        }

        @Override
        public void forget(String owner) {}

        @Override
        public void rename(String owner, String other) {}

        @Override
        public void copy(String owner, String from) {}

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    @Test
    void viewsMayChangeInMidRun() {
        try (TestRun run = run(3, each -> each.add("critics.main", new MvDhel(), Map.of()))) {
            learner(run);
            updates(run, 2);
            run.seat("environment", new Blobs(6, run.context("environment").random("rows")));
            double before = loss(run);
            updates(run, 1);
            assertTrue(loss(run) > before + 5);
        }
    }

    @Test
    void queueAndFollowingEncoder() {
        try (TestRun run = run(2, each -> each.add("critics.main", new InfoNce(), Map.of("negatives", "queue")))) {
            learner(run, "following", 0.9, "queue", 24);
            updates(run, 1);
            float[] queue = ((float[]) run.save().get("learner").values().get("queue")).clone();
            updates(run, 1);
            float[] after = (float[]) run.save().get("learner").values().get("queue");
            assertArrayEquals(Arrays.copyOf(queue, 50), Arrays.copyOf(after, 50));
            assertFalse(Arrays.equals(Arrays.copyOfRange(queue, 50, 100), Arrays.copyOfRange(after, 50, 100)));
            assertArrayEquals(Arrays.copyOfRange(queue, 100, 120), Arrays.copyOfRange(after, 100, 120));
            updates(run, 5);
            double early = mean(run, "loss");
            updates(run, 200);
            double late = mean(run, "loss");
            assertTrue(late < early - 0.1, early + " to " + late);
        }
    }

    @Test
    void networksOfTheirOwn() {
        try (TestRun run = run(3, each -> each.add("critics.main", new MvDhel(), Map.of()))) {
            EncoderLearner learner = learner(run, "networks", 3, "embedding", 0);
            updates(run, 2);
            float[] inputs = {1, 2, 3, 4, 5, 6};
            float[][] each = new float[3][8];
            for (int view = 0; view < 3; view++) {
                try (Encoder encoder = learner.encoder(1, view, Layer.EMBEDDING)) {
                    encoder.encode(inputs, 0, each[view]);
                }
            }
            assertFalse(Arrays.equals(each[0], each[1]));
            assertEquals(8, learner.width(Layer.EMBEDDING));
            run.seat("environment", new Blobs(2, run.context("environment").random("rows")));
            assertThrows(PolycriticException.class, learner::update);
        }
    }

    @Test
    void aZeroEmbeddingNamesTheItem() {
        try (TestRun run = run(3, each -> each.add("critics.main", new MvDhel(), Map.of()))) {
            EncoderLearner learner = learner(run);
            run.seat("environment", new Blobs(3, run.context("environment").random("rows")));
            run.save();
            zero(run, learner);
            PolycriticException zero = assertThrows(PolycriticException.class, learner::update);
            assertEquals(
                    "learner: the embedding of view 0 of item 100 consists of zeros, so it has no direction to compare",
                    zero.getMessage());
        }
    }

    private static void zero(TestRun run, EncoderLearner learner) {
        State state = run.save().get("learner");
        state.values().values().forEach(value -> {
            if (value instanceof float[] numbers) {
                Arrays.fill(numbers, 0);
            }
        });
        learner.load(state.reader());
    }

    @Test
    void badInput() {
        try (TestRun run = run()) {
            InvalidConfigException one = assertThrows(InvalidConfigException.class, () -> learner(run, "items", 1));
            assertEquals("items: found 1; a batch needs at least two items", one.getMessage());
            assertThrows(InvalidConfigException.class, () -> learner(run, "encoder", "conv-xs"));
            assertThrows(InvalidConfigException.class, () -> learner(run, "queue", 5));
            assertThrows(InvalidConfigException.class, () -> learner(run, "input", "image"));
        }
    }
}
