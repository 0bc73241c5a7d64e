package io.polycritic.plugins.learners.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSampler;
import io.polycritic.language.TextSpace;
import io.polycritic.nn.Initializers;
import io.polycritic.nn.TokenChoice;
import io.polycritic.plugins.learners.language.Gpo.Pick;
import io.polycritic.plugins.learners.language.Gpo.Target;
import io.polycritic.preference.ResponseSets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpoTest {
    private static final ResponseSets SETS = new ResponseSets(2, 5);

    /** Two sets of five responses of 1 to 5 and of 3 tokens. */
    private static Batch responses() {
        Batch batch = new Batch(Shape.of(2, 5));
        float[] texts = batch.put(new TextSpace(6, 1, 5).responseField());
        for (int row = 0; row < 10; row++) {
            int length = row < 5 ? row + 1 : 3;
            for (int i = 0; i < length; i++) {
                texts[row * 5 + i] = 5;
            }
        }
        return batch;
    }

    private static Comparing compared(Target target, Pick pick) {
        Comparing comparing = new Comparing(target, pick, SETS);
        comparing.compare(new Brevity(), responses());
        return comparing;
    }

    /** Scores are differences of lengths, so the mean score of n tokens against 1 to 5 is 3 - n. */
    @Test
    void meansOfScoresAreZeroOverASet() {
        float[] means = compared(Target.SCORE, Pick.ALL).means();
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            assertEquals(2 - i, means[i], 1e-6);
            assertEquals(0, means[5 + i], 1e-6);
            sum += means[i];
        }
        assertEquals(0, sum, 1e-6);
    }

    /** The target of SPPO: the mean of P(y > y_k) - 1/2. */
    @Test
    void meansOfProbabilitiesAreThoseLessOneHalf() {
        float[] means = compared(Target.PROBABILITY, Pick.ALL).means();
        for (int i = 0; i < 5; i++) {
            double mean = 0;
            for (int k = 0; k < 5; k++) {
                mean += (1 / (1 + Math.exp(i - k)) - 0.5) / 5;
            }
            assertEquals(mean, means[i], 1e-6);
        }
    }

    @Test
    void bestAndWorstArePicked() {
        assertArrayEquals(
                new int[] {0, 4, 5, 9}, compared(Target.SCORE, Pick.EXTREMES).picked());
        assertEquals(10, compared(Target.SCORE, Pick.ALL).count());
    }

    /** (log pi - log pi_t - s / beta)^2, in the mean. */
    @Test
    void lossIsTheSquaredDistanceOfLogRatios() {
        Parameters logs = Parameters.builder("logs")
                .add("logs", Initializers.gaussian(RandomStream.of(1, "logs", "logs"), 2), 3)
                .build();
        Node loss = LogRatios.loss(
                Graphs.parameter(logs, "logs"),
                Graphs.constant(new float[] {-1, -2, -3}, 3),
                Graphs.constant(new float[] {0.5f, -0.5f, 2}, 3));
        double expected = 0;
        double[] targets = {-0.5, -2.5, -1};
        for (int i = 0; i < 3; i++) {
            expected += Math.pow(logs.values()[i] - targets[i], 2) / 3;
        }
        assertEquals(expected, new DoubleInterpreter().scalar(loss), 1e-6);
        GradientCheck.check(new DoubleInterpreter(), loss, logs, 1e-6);
    }

    private static Learner learner(TestRun run, Map<String, ?> changes) {
        Map<String, Object> config = new HashMap<>(
                Map.of("run", "sft", "prompts", 8, "responses", 4, "preference", "brevity", "iteration", 4));
        config.putAll(changes);
        return run.add("learner", new Gpo(), config);
    }

    /** The mean number of tokens of samples. */
    private static double length(TestRun run) {
        TextPolicy policy = run.part("learner", TextPolicy.class);
        TextSpace space = policy.space();
        float[] prompts = new float[64 * space.prompt()];
        float[] responses = new float[64 * space.response()];
        for (int row = 0; row < 64; row++) {
            prompts[row * space.prompt()] = TextSpace.BEGIN;
        }
        try (TextSampler sampler = policy.sampler(run.context("learner").compute(), 64, space, TokenChoice.PLAIN)) {
            sampler.sample(prompts, responses, RandomStream.of(9, "test", "responses"));
        }
        double tokens = 0;
        for (int row = 0; row < 64; row++) {
            tokens += TextSpace.length(responses, row * space.response(), space.response()) / 64.0;
        }
        return tokens;
    }

    @Test
    void policiesMoveTowardsWhatIsPreferred() {
        for (Map<String, Object> config : List.<Map<String, Object>>of(
                Map.of("beta", 2), Map.of("target", "probability", "beta", 0.2, "pick", "all"))) {
            try (TestRun run = SmallRuns.judged()) {
                Learner learner = learner(run, config);
                double before = length(run);
                for (int i = 0; i < 24; i++) {
                    assertEquals(new Learner.Update(8, 32), learner.update());
                }
                double after = length(run);
                assertTrue(after < 0.7 * before, config + ": " + before + " tokens before, " + after + " after");
                assertTrue(run.metrics().get("learner/divergence") > 0.1, "metrics " + run.metrics());
            }
        }
    }

    /** Responses come from the policy of the iteration's beginning, whose log-ratio to the first one is 0 at first. */
    @Test
    void iterationsBeginWithTheNewestPolicy() {
        try (TestRun run = SmallRuns.judged()) {
            Learner learner = learner(run, Map.of("beta", 2));
            for (int i = 0; i < 4; i++) {
                learner.update();
                assertEquals(0, run.metrics().get("learner/divergence"), 1e-4);
            }
            learner.update();
            assertTrue(Math.abs(run.metrics().get("learner/divergence")) > 1e-3, "metrics " + run.metrics());
        }
    }

    @Test
    void continuesBitForBitAfterLoading() {
        try (TestRun whole = SmallRuns.judged();
                TestRun second = SmallRuns.judged()) {
            Learner learner = learner(whole, Map.of());
            Learner other = learner(second, Map.of());
            for (int i = 0; i < 3; i++) {
                learner.update();
            }
            second.load(whole.save());
            for (int i = 0; i < 3; i++) {
                learner.update();
                other.update();
            }
            State expected = State.of(learner);
            State found = State.of(other);
            assertArrayEquals((float[]) expected.values().get("speaker"), (float[])
                    found.values().get("speaker"));
            assertEquals(whole.metrics(), second.metrics());
        }
    }

    /** Who knows the truth must not be learned from. */
    @Test
    void aHiddenJudgeIsRefused() {
        try (TestRun run = SmallRuns.judged()) {
            Learner learner = learner(run, Map.of("preference", "judge"));
            PolycriticException refused = assertThrows(PolycriticException.class, learner::update);
            assertEquals("rewards.judge", refused.path());
        }
    }

    @Test
    void badSettingsAreRefused() {
        try (TestRun run = SmallRuns.judged()) {
            InvalidConfigException one =
                    assertThrows(InvalidConfigException.class, () -> learner(run, Map.of("responses", 1)));
            assertEquals("responses", one.path());
            assertTrue(one.getMessage().contains("needs K >= 2"), one.getMessage());
            assertThrows(InvalidConfigException.class, () -> learner(run, Map.of("run", "mute")));
            assertThrows(InvalidConfigException.class, () -> learner(run, Map.of("beta", 0)));
        }
    }
}
