package io.polycritic.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.nn.NextToken;
import io.polycritic.nn.SequenceSampler;
import io.polycritic.nn.TokenChoice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LanguageModelTest {
    private static final int ROWS = 12;
    private static final TextSpace SPACE = Speakers.SPACE;
    private static final TokenChoice PLAIN = new TokenChoice(1, 0, 1);

    private final CompiledCompute compute = CompiledCompute.withJavaBlas();
    private final LanguageModel policy = Speakers.model("policy");
    private final LanguageModel reference = Speakers.model("reference");
    private final float[] prompts = Speakers.prompts(ROWS);

    private NextToken tokens(LanguageModel model) {
        return new SequenceSampler(compute, model.model(), model.parameters(), ROWS);
    }

    private float[] sample(NextToken source) {
        float[] responses = new float[ROWS * SPACE.response()];
        try (TextSampler sampler = new TextSampler(source, SPACE, PLAIN)) {
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
        assertThrows(InvalidConfigException.class, () -> longer.copyFrom(policy));
        TextSpace other = new TextSpace(64, 6, 4);
        LanguageModel wider = new TinyLm(8, 2, 2, 3, 0).create("copy", other, RandomStream.of(1, "a", "b"));
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> wider.copyFrom(policy));
        assertTrue(refused.getMessage().contains("vocabulary of 9, needed is one of 64"), refused.getMessage());
        assertThrows(InvalidConfigException.class, () -> new TinyLm(8, 2, 2, 3, 9).model(SPACE));
        assertThrows(InvalidConfigException.class, () -> new TinyLm(8, 2, 3, 3, 0));
    }

    @Test
    void headsSumOverTokensOrReadTheLast() {
        float[] responses = sample(tokens(policy));
        int r = SPACE.response();
        for (SequenceHead.Pooling pooling : SequenceHead.Pooling.values()) {
            LanguageModelWithHead judge = LanguageModelWithHead.create(pooling);
            TextInputs texts = new TextInputs("texts", ROWS, SPACE);
            float[] whole = new float[ROWS];
            float[] each = new float[ROWS * r];
            try (Program program = compute.compile(
                    new Computation().output("whole", judge.whole(texts)).output("each", judge.each(texts)))) {
                texts.set(program, prompts, responses);
                program.run();
                program.get("whole", whole, 0);
                program.get("each", each, 0);
            }
            for (int row = 0; row < ROWS; row++) {
                int said = TextSpace.length(responses, row * r, r);
                double expected = 0;
                for (int i = pooling == SequenceHead.Pooling.SUM ? 0 : said - 1; i < said; i++) {
                    expected += each[row * r + i];
                }
                assertEquals(expected, whole[row], 1e-5);
            }
        }
    }
}
