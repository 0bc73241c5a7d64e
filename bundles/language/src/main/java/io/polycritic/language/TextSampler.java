package io.polycritic.language;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.NextToken;
import io.polycritic.nn.TokenChoice;
import java.util.Arrays;

/** Draws a response for each of some prompts. The source of scores belongs to the sampler and is closed with it. */
public final class TextSampler implements AutoCloseable {
    private final NextToken source;
    private final TextSpace space;
    private final TokenChoice choice;

    /**
     * Makes a sampler.
     *
     * @param source where scores come from
     * @param space what texts are like
     * @param choice how tokens are drawn
     */
    public TextSampler(NextToken source, TextSpace space, TokenChoice choice) {
        this.source = new Speech(source);
        this.space = space;
        this.choice = choice;
    }

    /** How many prompts at once. */
    public int rows() {
        return source.rows();
    }

    /**
     * Draws responses.
     *
     * @param prompts [rows, P]
     * @param responses [rows, R], written to
     * @param random where draws come from; not used by greedy choices
     */
    public void sample(float[] prompts, float[] responses, RandomStream random) {
        int[][] asked = new int[rows()][];
        for (int row = 0; row < asked.length; row++) {
            int at = row * space.prompt();
            asked[row] = new int[TextSpace.length(prompts, at, space.prompt())];
            for (int i = 0; i < asked[row].length; i++) {
                asked[row][i] = (int) prompts[at + i];
            }
        }
        int[][] drawn = source.sample(asked, space.response(), TextSpace.END, choice, random);
        Arrays.fill(responses, 0, rows() * space.response(), TextSpace.PAD);
        for (int row = 0; row < drawn.length; row++) {
            for (int i = 0; i < drawn[row].length; i++) {
                responses[row * space.response() + i] = drawn[row][i];
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }

    /** Scores by which padding is never said. */
    private record Speech(NextToken source, float[] never) implements NextToken {
        Speech(NextToken source) {
            this(source, LanguageModel.neverPadding(source.vocabulary()));
        }

        @Override
        public int rows() {
            return source.rows();
        }

        @Override
        public int vocabulary() {
            return source.vocabulary();
        }

        @Override
        public int context() {
            return source.context();
        }

        @Override
        public void restart() {
            source.restart();
        }

        @Override
        public float[] next(int[] tokens) {
            float[] scores = source.next(tokens);
            for (int row = 0; row < rows(); row++) {
                scores[row * never.length + TextSpace.PAD] += never[TextSpace.PAD];
            }
            return scores;
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
