package io.polycritic.plugins.learners.multitask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.multitask.AttentionHeads;
import io.polycritic.multitask.PromptLearner;
import io.polycritic.multitask.PromptStream;
import io.polycritic.plugins.environments.multitask.LinearTasks;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReducedFlowTest {
    private static final ReducedLoss LOSS = new ReducedLoss(5, 40, 0.1);

    @Test
    void theGradientIsThatOfTheLoss() {
        double[] mu = {0.7, -0.4, 1.1};
        double[] w = {0.2, -0.3, 0.1};
        double[] byMu = new double[3];
        double[] byW = new double[3];
        LOSS.gradient(mu, w, byMu, byW);
        for (int h = 0; h < 3; h++) {
            assertEquals(difference(mu, w, mu, h), byMu[h], 1e-6);
            assertEquals(difference(mu, w, w, h), byW[h], 1e-6);
        }
    }

    private static double difference(double[] mu, double[] w, double[] moved, int h) {
        double small = 1e-5;
        double kept = moved[h];
        moved[h] = kept + small;
        double above = LOSS.at(mu, w);
        moved[h] = kept - small;
        double below = LOSS.at(mu, w);
        moved[h] = kept;
        return (above - below) / (2 * small);
    }

    /** A pair has (1 - m)^2 + s2 + (1 + s2) / L m^2 sinh(d w^2) / w^2 with m = 2 mu w, which falls as w does. */
    @Test
    void aPairHasItsClosedForm() {
        double m = 0.88;
        double before = Double.POSITIVE_INFINITY;
        for (double w : new double[] {0.5, 0.3, 0.1, 0.01}) {
            double mu = m / (2 * w);
            double expected = (1 - m) * (1 - m) + 0.1 + 1.1 / 40 * m * m * Math.sinh(5 * w * w) / (w * w);
            double found = LOSS.at(new double[] {mu, -mu}, new double[] {w, -w});
            assertEquals(expected, found, 1e-9);
            assertTrue(found < before);
            before = found;
        }
        assertEquals((1 - m) * (1 - m) + 0.1 + 1.1 / 40 * m * m * 5, before, 1e-4);
    }

    /** One head's noise has the factor exp(d w^2) / w^2, least at 1 / sqrt(d), where it is e d. */
    @Test
    void oneHeadIsBestAtTheRootOfTheDimension() {
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double w = 0.1; w < 1; w += 0.001) {
            double found = LOSS.at(new double[] {1 / w}, new double[] {w});
            best = found < least ? w : best;
            least = Math.min(least, found);
        }
        assertEquals(1 / Math.sqrt(5), best, 0.002);
        assertEquals(0.1 + 1.1 / 40 * Math.E * 5, least, 1e-5);
    }

    /** The same for real prompts, whose length is finite. */
    @Test
    void oneHeadOnPromptsIsBestNearThere() {
        try (TestRun run = new TestRun(2, null, null)) {
            PromptStream stream = (PromptStream) run.add("environment", new LinearTasks(), Map.of());
            int prompts = 8000;
            Batch batch = new Batch(Shape.of(prompts, 41));
            stream.draw(RandomStream.of(3, "test", "prompts"), batch);
            Prompts tokens = new Prompts(prompts, 40, 5, 1);
            tokens.take(batch);
            double best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (double share = 0.7; share <= 1.41; share += 0.05) {
                double risk = risk(tokens, prompts, share / Math.sqrt(5));
                best = risk < least ? share : best;
                least = Math.min(least, risk);
            }
            assertTrue(best >= 0.9 && best <= 1.2, "best at " + best + " / sqrt(d)");
        }
    }

    /** With the best value for a weight. */
    private static double risk(Prompts tokens, int prompts, double w) {
        double square = 0;
        double product = 0;
        double own = 0;
        for (int prompt = 0; prompt < prompts; prompt++) {
            double answer = Tilting.answer(new double[] {1, w}, tokens, prompt, 40, 5);
            square += answer * answer;
            product += answer * tokens.targets[prompt];
            own += (double) tokens.targets[prompt] * tokens.targets[prompt];
        }
        return (own - product * product / square) / prompts;
    }

    @Test
    void theFlowEndsInThePattern() {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", new LinearTasks(), Map.of());
            run.add("learner", new IclReducedFlow(), Map.of("signs", "opposed", "gradientSteps", 400));
            double before = Double.POSITIVE_INFINITY;
            for (int i = 0; i < 5; i++) {
                run.part("learner", Learner.class).update();
                double loss = run.metrics().get("learner/loss");
                assertTrue(loss <= before);
                before = loss;
            }
            AttentionHeads heads = run.part("learner", PromptLearner.class).heads();
            double sum = 0;
            double size = 0;
            for (int h = 0; h < 4; h++) {
                assertTrue(heads.weight(h, 0) * heads.value(h, 0) > 0);
                sum += heads.value(h, 0);
                size += Math.abs(heads.value(h, 0));
            }
            assertTrue(Math.abs(sum) < 0.03 * size, sum + " of " + size);
            assertTrue(before < 0.27, "loss " + before);
        }
    }

    /** The flow's predictor is attention with its heads. */
    @Test
    void theFlowAnswersPrompts() {
        try (TestRun run = new TestRun(1, null, null)) {
            PromptStream stream = (PromptStream) run.add("environment", new LinearTasks(), Map.of("dimension", 2));
            run.add("learner", new IclReducedFlow(), Map.of("heads", 2, "initialDeviation", 0.5));
            PromptLearner learner = run.part("learner", PromptLearner.class);
            Batch batch = new Batch(Shape.of(3, 8));
            stream.draw(RandomStream.of(3, "test", "prompts"), batch);
            float[] answers = new float[3];
            learner.predictor(3, 7).predict(batch, answers);
            AttentionHeads heads = learner.heads();
            float[] x = batch.numbers("x");
            float[] y = batch.numbers("y");
            for (int b = 0; b < 3; b++) {
                double expected = 0;
                for (int h = 0; h < 2; h++) {
                    double sum = 0;
                    double mean = 0;
                    for (int l = 0; l < 7; l++) {
                        double product = x[(b * 8 + l) * 2] * x[(b * 8 + 7) * 2]
                                + x[(b * 8 + l) * 2 + 1] * x[(b * 8 + 7) * 2 + 1];
                        double weight = Math.exp(heads.weight(h, 0) * product);
                        sum += weight;
                        mean += weight * y[b * 8 + l];
                    }
                    expected += heads.value(h, 0) * mean / sum;
                }
                assertEquals(expected, answers[b], 1e-5);
            }
        }
    }
}
