package io.polycritic.plugins.learners.critique;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.vlm.VlmLearner;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TinyVlmSftContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new TinyVlmSft();
    }

    @Override
    protected TestRun run() {
        return Small.run();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Small.MODEL;
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
    }

    private static float[] part(Parameters parameters, String name) {
        Parameters.Segment segment = parameters.segment(name);
        int size = segment.shape().size();
        return Arrays.copyOfRange(parameters.values(), segment.offset(), segment.offset() + size);
    }

    @Test
    void eachLessonIsLearned() {
        for (String lesson : new String[] {"attributes", "path", "critique"}) {
            try (TestRun run = run()) {
                Map<String, Object> config = Small.with(
                        Map.of("lesson", lesson, "minibatch", 4, "gradientSteps", 5, "stream", "streams.errors"));
                VlmLearner learner = (VlmLearner) run.add("learner", new TinyVlmSft(), config);
                assertEquals(20, learner.update().steps());
                double first = run.metrics().get("learner/loss");
                for (int i = 0; i < 2; i++) {
                    learner.update();
                }
                double last = run.metrics().get("learner/loss");
                assertTrue(last < first, lesson + ": " + first + ", then " + last);
            }
        }
    }

    @Test
    void aFrozenEncoderStays() {
        try (TestRun run = run()) {
            run.add(
                    "optimizers.model",
                    new io.polycritic.plugins.optimizers.gradient.AdamW(),
                    Map.of("weightDecay", 0));
            VlmLearner learner =
                    (VlmLearner) run.add("learner", new TinyVlmSft(), Small.with(Map.of("freezeEncoder", true)));
            float[] encoder = part(learner.parameters(), "encoder.conv0.weight");
            float[] trunk = part(learner.parameters(), "projection.weight");
            learner.update();
            assertArrayEquals(encoder, part(learner.parameters(), "encoder.conv0.weight"));
            assertNotEquals(trunk[0], part(learner.parameters(), "projection.weight")[0]);
        }
    }

    /** What writes something else has other slots, of which the first ones are the same. */
    @Test
    void aRunBeginsAsACopyOfAnotherOne() {
        try (TestRun run = Small.withModels()) {
            VlmLearner before = VlmModel.frozen(run.context("learner"), "reasoner");
            VlmLearner critic = (VlmLearner) run.add(
                    "learner",
                    new TinyVlmSft(),
                    Small.with(Map.of("lesson", "critique", "run", "reasoner", "stream", "streams.errors")));
            for (Parameters.Segment segment : critic.parameters().segments()) {
                float[] own = part(critic.parameters(), segment.name());
                float[] theirs = part(before.parameters(), segment.name());
                assertArrayEquals(own, Arrays.copyOf(theirs, own.length), segment.name());
            }
            assertEquals(70, critic.model().trunk().context());
            VlmLearner reasoner =
                    (VlmLearner) run.add("learner", new TinyVlmSft(), Small.with(Map.of("run", "reasoner")));
            assertArrayEquals(
                    before.parameters().values(), reasoner.parameters().values());
            assertEquals(102, reasoner.model().trunk().context());
        }
    }

    @Test
    void wrongFormsAreRefusedByName() {
        assertEquals("context", refused(Map.of("context", 80)).path());
        assertEquals("heads", refused(Map.of("heads", 3)).path());
        assertEquals("run", refused(Map.of("run", "reasoner", "width", 12)).path());
    }

    private static InvalidConfigException refused(Map<String, ?> config) {
        try (TestRun run = Small.withModels()) {
            return assertThrows(
                    InvalidConfigException.class, () -> run.add("learner", new TinyVlmSft(), Small.with(config)));
        }
    }
}
