package io.polycritic.plugins.learners.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.optimizer.NonFiniteException;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.multitask.AttentionHeads;
import io.polycritic.multitask.PromptLearner;
import io.polycritic.plugins.environments.multitask.LinearTasks;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IclAttentionTest {
    private static final int D = 3;
    private static final int L = 12;
    private static final int B = 8;
    private static final int E = D + 1;

    private final RandomStream random = RandomStream.of(4, "test", "prompts");
    private final double[] tokens = gaussians(B * L * E);
    private final double[] queries = queries();

    private double[] gaussians(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextGaussian();
        }
        return numbers;
    }

    private double[] queries() {
        double[] all = gaussians(B * E);
        for (int b = 0; b < B; b++) {
            all[b * E + D] = 0;
        }
        return all;
    }

    private AttentionNet net(int heads, Score score, boolean factorised) {
        return new AttentionNet(
                new AttentionNet.Form(D, 1, heads, score, factorised),
                0.5,
                Signs.RANDOM,
                RandomStream.of(1, "test", "net"));
    }

    /** Heads in their end form: K = w I on the covariates, V = (0, mu). */
    private AttentionNet pattern(double... valuesAndWeights) {
        int heads = valuesAndWeights.length / 2;
        AttentionNet net = net(heads, Score.SOFTMAX, false);
        float[] values = net.parameters().values();
        java.util.Arrays.fill(values, 0);
        int valueAt = net.parameters().segment("attention/value").offset();
        for (int h = 0; h < heads; h++) {
            for (int i = 0; i < D; i++) {
                values[h * E * E + i * E + i] = (float) valuesAndWeights[heads + h];
            }
            values[valueAt + h * E + D] = (float) valuesAndWeights[h];
        }
        return net;
    }

    private double[] answer(AttentionNet net, double[] prompts, double[] asked) {
        return new DoubleInterpreter()
                .set(AttentionNet.TOKENS, prompts)
                .set(AttentionNet.QUERY, asked)
                .evaluate(net.answer(B, L).outputs());
    }

    /** The sum over heads and pairs by hand, of numbers that {@link AttentionHeads} shows. */
    @Test
    void answersAreThoseOfTheFormula() {
        for (Score score : Score.values()) {
            for (boolean factorised : new boolean[] {false, true}) {
                AttentionNet net = net(2, score, factorised);
                AttentionHeads heads = net.heads();
                double[] found = answer(net, tokens, queries);
                for (int b = 0; b < B; b++) {
                    assertEquals(byHand(heads, score, b), found[b], 1e-5, score + " " + factorised);
                }
            }
        }
    }

    private double byHand(AttentionHeads heads, Score score, int b) {
        double answer = 0;
        for (int h = 0; h < heads.count(); h++) {
            double[] scores = new double[L];
            double sum = 0;
            for (int l = 0; l < L; l++) {
                for (int i = 0; i < E; i++) {
                    for (int j = 0; j < E; j++) {
                        scores[l] += tokens[(b * L + l) * E + i] * heads.keyQuery()[h][i][j] * queries[b * E + j];
                    }
                }
                sum += Math.exp(scores[l]);
            }
            for (int l = 0; l < L; l++) {
                double p = score == Score.SOFTMAX
                        ? Math.exp(scores[l]) / sum
                        : score == Score.LINEAR_MEAN ? scores[l] / L : scores[l];
                for (int i = 0; i < E; i++) {
                    answer += p * heads.value()[h][i][0] * tokens[(b * L + l) * E + i];
                }
            }
        }
        return answer;
    }

    /** A vector added to all x of a prompt changes no head; b added to all y changes the answer by b sum mu. */
    @Test
    void onThePatternTranslationsAreSeenAsTheyShould() {
        double[] moved = tokens.clone();
        double[] raised = tokens.clone();
        double[] by = {2, -1, 0.5};
        for (int row = 0; row < B * L; row++) {
            for (int i = 0; i < D; i++) {
                moved[row * E + i] += by[i];
            }
            raised[row * E + D] += 3;
        }
        double[] values = {1.25, -0.5, 2};
        double[] weights = {0.25, -0.5, 0.75};
        for (int h = 0; h < 3; h++) {
            AttentionNet head = pattern(values[h], weights[h]);
            assertArrayEquals(answer(head, tokens, queries), answer(head, moved, queries), 1e-6);
        }
        AttentionNet all = pattern(1.25, -0.5, 2, 0.25, -0.5, 0.75);
        double[] before = answer(all, tokens, queries);
        double[] after = answer(all, raised, queries);
        for (int b = 0; b < B; b++) {
            assertEquals(before[b] + 3 * 2.75, after[b], 1e-9);
        }
    }

    /** The pair (w, 1/(2w)) tends to debiased gradient descent with an error of second order in w. */
    @Test
    void aSmallPairIsDebiasedGradientDescent() {
        double[] errors = new double[2];
        double[] sizes = {1.0 / 64, 1.0 / 128};
        for (int k = 0; k < 2; k++) {
            double w = sizes[k];
            double mu = 1 / (2 * w);
            double[] found = answer(pattern(mu, -mu, w, -w), tokens, queries);
            for (int b = 0; b < B; b++) {
                errors[k] = Math.max(errors[k], Math.abs(found[b] - debiased(b)));
            }
        }
        double ratio = errors[0] / errors[1];
        assertTrue(ratio > 3.5 && ratio < 4.5, "ratio " + ratio);
        assertTrue(errors[1] < 0.05, "error " + errors[1]);
    }

    private double debiased(int b) {
        double answer = 0;
        for (int i = 0; i < D; i++) {
            double mean = 0;
            for (int l = 0; l < L; l++) {
                mean += tokens[(b * L + l) * E + i] / L;
            }
            for (int l = 0; l < L; l++) {
                double y = tokens[(b * L + l) * E + D];
                answer += y * (tokens[(b * L + l) * E + i] - mean) * queries[b * E + i] / L;
            }
        }
        return answer;
    }

    @Test
    void theOrderOfPairsDoesNotMatter() {
        int[] order = new int[L];
        for (int l = 0; l < L; l++) {
            order[l] = l;
        }
        random.shuffle(order);
        double[] shuffled = new double[tokens.length];
        for (int b = 0; b < B; b++) {
            for (int l = 0; l < L; l++) {
                System.arraycopy(tokens, (b * L + order[l]) * E, shuffled, (b * L + l) * E, E);
            }
        }
        AttentionNet net = net(3, Score.SOFTMAX, false);
        assertArrayEquals(answer(net, tokens, queries), answer(net, shuffled, queries), 1e-9);
    }

    /** With all signs flipped a query is answered as the opposite query was before: the law of errors is the same. */
    @Test
    void flippedSignsAnswerTheOppositeQuery() {
        double[] opposite = queries.clone();
        for (int i = 0; i < opposite.length; i++) {
            opposite[i] = -opposite[i];
        }
        double[] flipped = answer(pattern(-1.25, 0.5, -0.25, 0.75), tokens, queries);
        double[] mirrored = answer(pattern(1.25, -0.5, 0.25, -0.75), tokens, opposite);
        for (int b = 0; b < B; b++) {
            assertEquals(-mirrored[b], flipped[b], 1e-9);
        }
    }

    @Test
    void opposedHeadsBeginWithOpposedSigns() {
        for (boolean factorised : new boolean[] {false, true}) {
            for (int seed = 0; seed < 5; seed++) {
                AttentionHeads heads = new AttentionNet(
                                new AttentionNet.Form(D, 1, 4, Score.SOFTMAX, factorised),
                                0.1,
                                Signs.OPPOSED,
                                RandomStream.of(seed, "test", "net"))
                        .heads();
                for (int h = 0; h < 4; h++) {
                    double wanted = h % 2 == 0 ? 1 : -1;
                    assertTrue(heads.weight(h, 0) * wanted > 0);
                    assertTrue(heads.value(h, 0) * wanted > 0);
                }
            }
        }
    }

    private static TestRun run(Map<String, ?> environment, Map<String, ?> learner) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new LinearTasks(), environment);
        run.add("optimizers.main", new Adam(), Map.of("learningRate", 0.02));
        Map<String, Object> config = new HashMap<>(Map.of("batch", 64, "gradientSteps", 20));
        config.putAll(learner);
        run.add("learner", new IclAttention(), config);
        return run;
    }

    private static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }

    /** A live run goes over to another covariance and another length; what was learned stays. */
    @Test
    void theEnvironmentIsSwappedLive() {
        Map<String, Object> small = Map.of("dimension", 2, "length", 10);
        try (TestRun run = run(small, Map.of("heads", 2, "signs", "opposed"))) {
            update(run, 15);
            double before = run.metrics().get("learner/loss");
            assertTrue(before < 0.8, "loss " + before);
            run.add(
                    "environment",
                    new LinearTasks(),
                    Map.of("dimension", 2, "length", 20, "covariance", "ar1", "rho", 0.9));
            update(run, 1);
            assertTrue(run.metrics().get("learner/loss") < 1);
            update(run, 15);
            double[][] step = run.part("learner", PromptLearner.class).heads().step(0);
            assertTrue(step[0][1] < -0.1 * step[0][0], "off-diagonal " + step[0][1] + ", diagonal " + step[0][0]);
        }
    }

    /** The predictor answers as the loss sees it, at any length. */
    @Test
    void predictionsAreTheLearners() {
        try (TestRun run = run(Map.of("dimension", D), Map.of("heads", 3))) {
            PromptLearner learner = run.part("learner", PromptLearner.class);
            io.polycritic.api.experience.Batch batch =
                    new io.polycritic.api.experience.Batch(io.polycritic.api.tensor.Shape.of(B, L + 1));
            run.part("environment", io.polycritic.multitask.PromptStream.class).draw(random, batch);
            Prompts prompts = new Prompts(B, L, D, 1);
            prompts.take(batch);
            float[] answers = new float[B];
            try (PromptLearner.Predictor predictor = learner.predictor(B, L)) {
                predictor.predict(batch, answers);
            }
            AttentionNet same = new AttentionNet(
                    new AttentionNet.Form(D, 1, 3, Score.SOFTMAX, false),
                    0.1,
                    Signs.RANDOM,
                    RandomStream.of(1, "learner", "initial"));
            double[] wide = new double[prompts.tokens.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = prompts.tokens[i];
            }
            double[] asked = new double[prompts.queries.length];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = prompts.queries[i];
            }
            double[] expected = answer(same, wide, asked);
            for (int b = 0; b < B; b++) {
                assertEquals(expected[b], answers[b], 1e-5);
            }
        }
    }

    @Test
    void targetsAndOutputsMustAgree() {
        InvalidConfigException refused = assertThrows(
                InvalidConfigException.class, () -> run(Map.of("targets", 3, "dimension", 2), Map.of("outputs", 2)));
        assertEquals("outputs", refused.path());
        assertTrue(refused.getMessage().contains("environment has 3 targets, learner 2"), refused.getMessage());
        assertThrows(InvalidConfigException.class, () -> run(Map.of(), Map.of("heads", 0)));
        try (TestRun run = run(Map.of("targets", 3, "dimension", 2), Map.of("outputs", 3, "heads", 2))) {
            update(run, 1);
            assertTrue(run.metrics().containsKey("learner/weight.head1.target2"));
        }
    }

    /** As when a weight has grown without bounds: the fault names the head, and nothing is moved. */
    @Test
    void scoresThatAreNotFiniteNameTheirHead() {
        try (TestRun run = run(Map.of("dimension", D, "length", 5), Map.of("heads", 3))) {
            PromptLearner learner = run.part("learner", PromptLearner.class);
            State grown = new State();
            State.of(learner).values().forEach((name, numbers) -> {
                float[] values = ((float[]) numbers).clone();
                if (name.endsWith("keyQuery")) {
                    java.util.Arrays.fill(values, 2 * E * E, 3 * E * E, 3e38f);
                }
                grown.put(name, values, true);
            });
            learner.load(grown.reader());
            NonFiniteException fault = assertThrows(NonFiniteException.class, learner::update);
            assertEquals("learner", fault.path());
            assertTrue(fault.getMessage().endsWith("the scores of head 2"), fault.getMessage());
        }
    }

    @Test
    void eachScoreLearns() {
        for (String score : List.of("softmax", "linear-sum", "linear-mean")) {
            for (boolean factorised : new boolean[] {false, true}) {
                Map<String, Object> learner =
                        Map.of("heads", 2, "score", score, "factorised", factorised, "initialDeviation", 0.3);
                try (TestRun run = run(Map.of("dimension", 2, "length", 10), learner)) {
                    update(run, 1);
                    double first = run.metrics().get("learner/loss");
                    update(run, 12);
                    double last = run.metrics().get("learner/loss");
                    assertTrue(last < first, score + " " + factorised + ": " + first + " to " + last);
                    assertTrue(last < 1, score + " " + factorised + ": " + last);
                }
            }
        }
    }
}
