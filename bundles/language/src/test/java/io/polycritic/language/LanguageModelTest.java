package io.polycritic.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.nn.NextToken;
import io.polycritic.nn.SequenceModel;
import io.polycritic.nn.SequenceSampler;
import io.polycritic.nn.TokenChoice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageModelTest {
    private static final int ROWS = 12;
    private static final TextSpace SPACE = Speakers.SPACE;

    private final CompiledCompute compute = CompiledCompute.withJavaBlas();
    private final LanguageModel policy = Speakers.model("policy");
    private final LanguageModel reference = Speakers.model("reference");
    private final float[] prompts = Speakers.prompts(ROWS);

    private NextToken tokens(LanguageModel model) {
        return new SequenceSampler(compute, model.model(), model.parameters(), ROWS);
    }

    private float[] sample(NextToken source) {
        float[] responses = new float[ROWS * SPACE.response()];
        try (TextSampler sampler = new TextSampler(source, SPACE, TokenChoice.PLAIN)) {
            sampler.sample(prompts, responses, Speakers.random("draws"));
        }
        return responses;
    }

    /** Scores of a whole pass are those that the sampler draws from, whatever the prompts' lengths. */
    @Test
    void logProbabilitiesAreThoseOfTheSampler() {
        float[] responses = sample(tokens(policy));
        float[] logs = new float[responses.length];
        try (TextScorer scorer = new TextScorer(compute, policy, ROWS, SPACE)) {
            scorer.score(prompts, responses, logs);
        }
        int r = SPACE.response();
        try (NextToken single = new SequenceSampler(compute, policy.model(), policy.parameters(), 1)) {
            for (int row = 0; row < ROWS; row++) {
                single.restart();
                float[] scores = {};
                int before = TextSpace.length(prompts, row * SPACE.prompt(), SPACE.prompt());
                for (int i = 0; i < before; i++) {
                    scores = single.next(new int[] {(int) prompts[row * SPACE.prompt() + i]});
                }
                int said = TextSpace.length(responses, row * r, r);
                for (int i = 0; i < r; i++) {
                    if (i >= said) {
                        assertEquals(0, logs[row * r + i], 1e-9);
                        continue;
                    }
                    double sum = 0;
                    for (int v = 1; v < SPACE.vocabulary(); v++) {
                        sum += Math.exp(scores[v]);
                    }
                    int token = (int) responses[row * r + i];
                    assertEquals(scores[token] - Math.log(sum), logs[row * r + i], 1e-4);
                    scores = single.next(new int[] {token});
                }
            }
        }
    }

    @Test
    void responsesEndAtTheirEndTokenAndNeverSayPadding() {
        float[] responses = sample(tokens(policy));
        boolean some = false;
        for (int row = 0; row < ROWS; row++) {
            int at = row * SPACE.response();
            int said = TextSpace.length(responses, at, SPACE.response());
            for (int i = 0; i < said; i++) {
                boolean end = responses[at + i] == TextSpace.END;
                some |= end;
                assertFalse(end && i < said - 1, "words behind the end");
                assertNotEquals(TextSpace.PAD, responses[at + i]);
            }
            assertTrue(said == SPACE.response() || responses[at + said - 1] == TextSpace.END);
        }
        assertTrue(some, "no response ended");
    }

    @Test
    void mixtureOfShareOneIsTheReferenceTokenForToken() {
        float[] expected = sample(tokens(reference));
        float[] own = sample(tokens(policy));
        assertArrayEquals(expected, sample(new MixedTokens(tokens(policy), tokens(reference), 1)));
        assertArrayEquals(own, sample(new MixedTokens(tokens(policy), tokens(reference), 0)));
        assertFalse(Arrays.equals(own, expected));
        assertThrows(
                IllegalArgumentException.class, () -> new MixedTokens(tokens(policy), tokens(reference), 1.1).close());
    }

    /** softmax((1 - beta) a + beta b) is the geometric mixture of softmax(a) and softmax(b). */
    @Test
    void mixtureIsGeometric() {
        try (NextToken mine = tokens(policy);
                NextToken theirs = tokens(reference);
                NextToken mixed = new MixedTokens(tokens(policy), tokens(reference), 0.25)) {
            int[] begin = new int[ROWS];
            Arrays.fill(begin, TextSpace.BEGIN);
            mine.restart();
            theirs.restart();
            mixed.restart();
            double[] a = softmax(mine.next(begin), SPACE.vocabulary());
            double[] b = softmax(theirs.next(begin), SPACE.vocabulary());
            double[] c = softmax(mixed.next(begin), SPACE.vocabulary());
            double sum = 0;
            for (int v = 0; v < a.length; v++) {
                sum += Math.pow(a[v], 0.75) * Math.pow(b[v], 0.25);
            }
            for (int v = 0; v < a.length; v++) {
                assertEquals(Math.pow(a[v], 0.75) * Math.pow(b[v], 0.25) / sum, c[v], 1e-6);
            }
        }
    }

    private static double[] softmax(float[] scores, int count) {
        double[] shares = new double[count];
        double sum = 0;
        for (int v = 0; v < count; v++) {
            shares[v] = Math.exp(scores[v]);
            sum += shares[v];
        }
        for (int v = 0; v < count; v++) {
            shares[v] /= sum;
        }
        return shares;
    }

    @Test
    void copyTakesAllPartsOfTheModelAndRefusesAnotherForm() {
        LanguageModel copy = new TinyLm(8, 2, 2, 3, 0).create("copy", SPACE, RandomStream.of(1, "a", "b"));
        copy.copyFrom(policy);
        assertArrayEquals(policy.parameters().values(), copy.parameters().values());
        LanguageModel longer = new TinyLm(8, 2, 2, 3, 20).create("copy", SPACE, RandomStream.of(1, "a", "b"));
        longer.copyFrom(policy);
        int at = longer.parameters().segment("lm.block0.norm0.scale").offset();
        int from = policy.parameters().segment("lm.block0.norm0.scale").offset();
        assertEquals(policy.parameters().values()[from + 3], longer.parameters().values()[at + 3]);
        LanguageModel deeper = new TinyLm(8, 3, 2, 3, 0).create("copy", SPACE, RandomStream.of(1, "a", "b"));
        assertThrows(InvalidConfigException.class, () -> deeper.copyFrom(policy));
        TextSpace other = new TextSpace(64, 6, 4);
        LanguageModel wider = new TinyLm(8, 2, 2, 3, 0).create("copy", other, RandomStream.of(1, "a", "b"));
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> wider.copyFrom(policy));
        assertTrue(refused.getMessage().contains("vocabulary=64"), refused.getMessage());
        assertThrows(InvalidConfigException.class, () -> new TinyLm(8, 2, 2, 3, 9).model(SPACE));
        assertThrows(InvalidConfigException.class, () -> new TinyLm(8, 2, 3, 3, 0));
    }

    /** Two responses in one text are read as prompt, first, second; states are those of their tokens. */
    @Test
    void encodersPoolTheStatesOfResponses() {
        float[] responses = sample(tokens(policy));
        float[] others = sample(tokens(reference));
        int w = policy.model().width();
        SequenceModel model = new TinyLm(8, 2, 2, 3, 14).model(SPACE);
        Parameters.Builder builder = Parameters.builder("judge");
        model.addTo(builder, Speakers.random("judge"));
        Parameters parameters = builder.build();
        Node prompt = Graphs.input("prompt", ROWS, SPACE.prompt());
        Node first = Graphs.input("first", ROWS, SPACE.response());
        Node second = Graphs.input("second", ROWS, SPACE.response());
        TextEncoder sum = new TextEncoder(model, Pooling.SUM, null);
        TextEncoder last = new TextEncoder(model, Pooling.LAST, null);
        Node single = Graphs.input("single", 1, 14);
        float[] sums = new float[ROWS * w];
        float[] lasts = new float[ROWS * w];
        float[] alone = new float[ROWS * w];
        float[] hidden = new float[14 * w];
        try (Program program = compute.compile(new Computation()
                        .output("sum", sum.states(parameters, prompt, List.of(first, second)))
                        .output("last", last.states(parameters, prompt, List.of(first)))
                        .output("alone", last.prompts(parameters, prompt)));
                Program one = compute.compile(new Computation().output("h", model.hidden(parameters, single)))) {
            program.set("prompt", prompts, 0);
            program.set("first", responses, 0);
            program.set("second", others, 0);
            program.run();
            program.get("sum", sums, 0);
            program.get("last", lasts, 0);
            program.get("alone", alone, 0);
            for (int row = 0; row < ROWS; row++) {
                int p = TextSpace.length(prompts, row * SPACE.prompt(), SPACE.prompt());
                int a = TextSpace.length(responses, row * SPACE.response(), SPACE.response());
                int b = TextSpace.length(others, row * SPACE.response(), SPACE.response());
                float[] ids = new float[14];
                System.arraycopy(prompts, row * SPACE.prompt(), ids, 0, p);
                System.arraycopy(responses, row * SPACE.response(), ids, p, a);
                System.arraycopy(others, row * SPACE.response(), ids, p + a, b);
                one.set("single", ids, 0);
                one.run();
                one.get("h", hidden, 0);
                for (int i = 0; i < w; i++) {
                    double expected = 0;
                    for (int t = p; t < p + a + b; t++) {
                        expected += hidden[t * w + i];
                    }
                    assertEquals(expected, sums[row * w + i], 1e-4);
                    assertEquals(hidden[(p + a - 1) * w + i], lasts[row * w + i], 1e-5);
                    assertEquals(hidden[(p - 1) * w + i], alone[row * w + i], 1e-5);
                }
            }
        }
    }
}
