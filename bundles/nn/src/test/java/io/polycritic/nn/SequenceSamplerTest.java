package io.polycritic.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.CompiledCompute;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceSamplerTest {
    private static final int BATCH = 3;
    private static final int LENGTH = 8;
    private static final int VOCABULARY = 11;

    private final RandomStream random = RandomStream.of(4, "test", "sampler");
    private final CompiledCompute compute = CompiledCompute.withJavaBlas();
    private final SequenceModel model = new SequenceModel("lm", VOCABULARY, LENGTH, 8, 2, 2, 3, true);
    private final Parameters p = parameters();

    private Parameters parameters() {
        Parameters.Builder builder = Parameters.builder("p");
        model.addTo(builder, random);
        Parameters built = builder.build();
        random.gaussians(built.values(), 0, built.size());
        return built;
    }

    @Test
    void scoresAreThoseOfTheWholeSequence() {
        float[] ids = new float[BATCH * LENGTH];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = random.nextInt(VOCABULARY);
        }
        float[] whole = new float[BATCH * LENGTH * VOCABULARY];
        try (Program program = compute.compile(
                new Computation().output("scores", model.apply(p, Graphs.input("ids", BATCH, LENGTH))))) {
            program.set("ids", ids, 0);
            program.run();
            program.get("scores", whole, 0);
        }
        try (SequenceSampler sampler = new SequenceSampler(compute, model, p, BATCH)) {
            for (int pass = 0; pass < 2; pass++) {
                sampler.restart();
                for (int t = 0; t < LENGTH; t++) {
                    int[] tokens = new int[BATCH];
                    for (int row = 0; row < BATCH; row++) {
                        tokens[row] = (int) ids[row * LENGTH + t];
                    }
                    float[] scores = sampler.next(tokens);
                    for (int i = 0; i < scores.length; i++) {
                        int at = (i / VOCABULARY * LENGTH + t) * VOCABULARY + i % VOCABULARY;
                        assertEquals(whole[at], scores[i], 1e-4 * Math.max(1, Math.abs(whole[at])));
                    }
                }
                assertThrows(IllegalStateException.class, () -> sampler.next(new int[BATCH]));
            }
        }
    }

    @Test
    void promptsOfAnyLengthAreContinuedGreedilyUntilTheStopToken() {
        int[][] prompts = {{1}, {2, 3, 4}, {5, 6}};
        TokenChoice greedy = new TokenChoice(0, 0, 1);
        try (SequenceSampler sampler = new SequenceSampler(compute, model, p, BATCH);
                SequenceSampler single = new SequenceSampler(compute, model, p, 1)) {
            int[][] drawn = sampler.sample(prompts, 4, -1, greedy, random);
            for (int row = 0; row < BATCH; row++) {
                assertEquals(4, drawn[row].length);
                int[][] alone = single.sample(new int[][] {prompts[row]}, 4, -1, greedy, random);
                assertArrayEquals(alone[0], drawn[row]);
                int stop = drawn[row][1];
                int end = drawn[row][0] == stop ? 1 : 2;
                int[][] stopped = single.sample(new int[][] {prompts[row]}, 4, stop, greedy, random);
                assertArrayEquals(Arrays.copyOf(drawn[row], end), stopped[0]);
            }
            assertEquals(LENGTH, sampler.sample(prompts, 100, -1, greedy, random)[0].length);
            assertEquals(0, sampler.sample(prompts, 0, -1, greedy, random)[0].length);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> sampler.sample(new int[][] {{1}, {}, {2}}, 1, -1, greedy, random));
        }
    }

    @Test
    void sameStreamSameTokens() {
        int[][] prompts = {{1}, {2}, {3}};
        TokenChoice choice = new TokenChoice(1, 5, 0.9);
        try (SequenceSampler sampler = new SequenceSampler(compute, model, p, BATCH)) {
            int[][] first = sampler.sample(prompts, 6, -1, choice, RandomStream.of(1, "a", "b"));
            int[][] again = sampler.sample(prompts, 6, -1, choice, RandomStream.of(1, "a", "b"));
            assertArrayEquals(first, again);
        }
    }

    /** Scores that only depend on the token before. */
    private record Table(float[] scores) implements NextToken {
        private static final int SYMBOLS = 40;

        @Override
        public int rows() {
            return 1;
        }

        @Override
        public int vocabulary() {
            return SYMBOLS;
        }

        @Override
        public int context() {
            return 60;
        }

        @Override
        public void restart() {}

        @Override
        public float[] next(int[] tokens) {
            return Arrays.copyOfRange(scores, tokens[0] * SYMBOLS, (tokens[0] + 1) * SYMBOLS);
        }

        @Override
        public void close() {}

        List<int[]> samples(TokenChoice choice, String stream) {
            RandomStream draws = RandomStream.of(1, stream, "draws");
            return IntStream.range(0, 500)
                    .mapToObj(i -> sample(new int[][] {{0}}, 50, -1, choice, draws)[0])
                    .toList();
        }
    }

    @Test
    void threadsThatShareAChoiceDrawWhatTheyDrawAlone() {
        float[] scores = new float[Table.SYMBOLS * Table.SYMBOLS];
        random.gaussians(scores, 0, scores.length);
        Table table = new Table(scores);
        TokenChoice shared = new TokenChoice(1, 10, 0.9);
        List<String> streams = List.of("a", "b", "c", "d");
        List<CompletableFuture<List<int[]>>> together = streams.stream()
                .map(stream -> CompletableFuture.supplyAsync(() -> table.samples(shared, stream)))
                .toList();
        for (int i = 0; i < streams.size(); i++) {
            List<int[]> alone = table.samples(new TokenChoice(1, 10, 0.9), streams.get(i));
            assertArrayEquals(alone.toArray(), together.get(i).join().toArray());
        }
    }

    @Test
    void choicesFollowTheirProbabilities() {
        float[] scores = new float[5];
        double[] probabilities = {0.1, 0.4, 0.2, 0.25, 0.05};
        for (int i = 0; i < 5; i++) {
            scores[i] = (float) Math.log(probabilities[i]) + 3;
        }
        assertShares(new double[] {0.1, 0.4, 0.2, 0.25, 0.05}, TokenChoice.PLAIN, scores);
        assertShares(new double[] {0, 0.4 / 0.65, 0, 0.25 / 0.65, 0}, new TokenChoice(1, 2, 1), scores);
        // 0.4 + 0.25 is not yet 0.7, with 0.2 it is above.
        assertShares(new double[] {0, 0.4 / 0.85, 0.2 / 0.85, 0.25 / 0.85, 0}, new TokenChoice(1, 0, 0.7), scores);
        // Of the three largest, with a sum of 0.85, two are more than 0.7.
        assertShares(new double[] {0, 0.4 / 0.65, 0, 0.25 / 0.65, 0}, new TokenChoice(1, 3, 0.7), scores);
        double sum = 0.01 + 0.16 + 0.04 + 0.0625 + 0.0025;
        assertShares(
                new double[] {0.01 / sum, 0.16 / sum, 0.04 / sum, 0.0625 / sum, 0.0025 / sum},
                new TokenChoice(0.5, 0, 1),
                scores);
        assertShares(new double[] {0, 1, 0, 0, 0}, new TokenChoice(0, 0, 1), scores);
        assertThrows(IllegalArgumentException.class, () -> new TokenChoice(1, 0, 0));
    }

    private void assertShares(double[] expected, TokenChoice choice, float[] scores) {
        int draws = 20_000;
        int[] counts = new int[expected.length];
        TokenDraw draw = new TokenDraw(choice, scores.length);
        for (int i = 0; i < draws; i++) {
            counts[draw.draw(scores, 0, random)]++;
        }
        for (int i = 0; i < expected.length; i++) {
            double deviation = Math.sqrt(expected[i] * (1 - expected[i]) / draws);
            assertTrue(Math.abs(counts[i] / (double) draws - expected[i]) <= 5 * deviation, "token " + i);
        }
    }
}
