package io.polycritic.plugins.learners.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.language.PromptStream;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextScorer;
import io.polycritic.language.TextSpace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupervisedLearnerTest {
    /** The loss is the mean of -log pi over tokens, as the frozen scorer has it, and it falls. */
    @Test
    void lossIsTheMeanOverTokensAndFalls() {
        try (TestRun run = SmallRuns.posts()) {
            run.add("learner", new TinyLmSft(), SmallRuns.model(Map.of("gradientSteps", 1, "minibatch", 16)));
            TextPolicy learner = run.part("learner", TextPolicy.class);
            Batch batch = new Batch(Shape.of(16));
            run.part("environment", PromptStream.class).heldOut(0, batch);
            double before = loss(learner, batch);
            for (int i = 0; i < 100; i++) {
                learner.update();
            }
            assertEquals(16, learner.update().steps());
            double after = loss(learner, batch);
            assertEquals(after, run.metrics().get("learner/loss"), 0.4);
            assertTrue(after < 0.8 * before, after + " after " + before);
        }
    }

    private static double loss(TextPolicy learner, Batch batch) {
        float[] logs = new float[batch.rows() * learner.space().response()];
        try (TextScorer scorer = learner.scorer(CompiledCompute.withJavaBlas(), batch.rows(), learner.space())) {
            scorer.score(batch.numbers(TextSpace.PROMPT), batch.numbers(TextSpace.RESPONSE), logs);
        }
        double sum = 0;
        int count = 0;
        for (float log : logs) {
            sum -= log;
            count += log == 0 ? 0 : 1;
        }
        return sum / count;
    }

    @Test
    void sameSeedSameParametersAlsoAfterASnapshot() {
        Map<String, Object> config = SmallRuns.model(Map.of("gradientSteps", 2, "minibatch", 2));
        try (TestRun whole = SmallRuns.posts();
                TestRun first = SmallRuns.posts();
                TestRun second = SmallRuns.posts()) {
            for (TestRun run : new TestRun[] {whole, first, second}) {
                run.add("learner", new TinyLmSft(), config);
            }
            for (int i = 0; i < 4; i++) {
                whole.part("learner", Learner.class).update();
            }
            first.part("learner", Learner.class).update();
            first.part("learner", Learner.class).update();
            second.load(first.save());
            second.part("learner", Learner.class).update();
            second.part("learner", Learner.class).update();
            assertArrayEquals(values(whole), values(second));
        }
    }

    private static float[] values(TestRun run) {
        return run.part("learner", TextPolicy.class)
                .languageModel()
                .parameters()
                .values();
    }

    @Test
    void textsLongerThanTheContextAreRefused() {
        try (TestRun run = SmallRuns.posts()) {
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("learner", new TinyLmSft(), SmallRuns.model(Map.of("context", 38))));
            assertEquals("context", refused.path());
            assertTrue(refused.getMessage().contains("need 39"), refused.getMessage());
        }
    }
}
