package io.polycritic.nn;

import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;

/** Scores of the next token of sequences that grow side by side: a model, or a mixture of several. */
public interface NextToken extends AutoCloseable {
    /** B, how many sequences grow side by side. */
    int rows();

    /** V, how many symbols there are. */
    int vocabulary();

    /** The longest sequence. */
    int context();

    /** Begins new sequences. */
    void restart();

    /**
     * Takes the next token of each sequence.
     *
     * @param tokens [B]
     * @return the scores [B, V] of the tokens behind them; the same array each time
     * @throws IllegalStateException if the context is full
     */
    float[] next(int[] tokens);

    /**
     * Continues prompts.
     *
     * @param prompts one for each sequence, each of at least one token and shorter than the context; they may differ in
     *     length
     * @param most how many tokens are drawn for each at most; the context limits them too
     * @param stop the token that ends a sequence, or -1 if none does
     * @param choice how tokens are drawn
     * @param random where draws come from, row by row at each position
     * @return what was drawn for each prompt, with the stop token if it came
     */
    default int[][] sample(int[][] prompts, int most, int stop, TokenChoice choice, RandomStream random) {
        check(prompts);
        restart();
        TokenDraw draw = new TokenDraw(choice, vocabulary());
        int[][] drawn = new int[rows()][Math.max(0, most)];
        int[] counts = new int[rows()];
        boolean[] ended = new boolean[rows()];
        int[] tokens = new int[rows()];
        for (int at = 0; at < context(); at++) {
            boolean open = false;
            for (int row = 0; row < rows(); row++) {
                boolean given = at < prompts[row].length;
                tokens[row] = given ? prompts[row][at] : ended[row] ? 0 : drawn[row][counts[row] - 1];
                open |= !ended[row] && counts[row] < most;
            }
            if (!open) {
                break;
            }
            float[] behind = next(tokens);
            for (int row = 0; row < rows(); row++) {
                if (at >= prompts[row].length - 1 && !ended[row]) {
                    if (counts[row] < most) {
                        int token = draw.draw(behind, row * vocabulary(), random);
                        drawn[row][counts[row]++] = token;
                        ended[row] = token == stop;
                    }
                    ended[row] |= counts[row] == most;
                }
            }
        }
        for (int row = 0; row < rows(); row++) {
            drawn[row] = Arrays.copyOf(drawn[row], counts[row]);
        }
        return drawn;
    }

    private void check(int[][] prompts) {
        if (prompts.length != rows()) {
            throw new IllegalArgumentException(prompts.length + " prompts for " + rows() + " sequences");
        }
        for (int row = 0; row < rows(); row++) {
            if (prompts[row].length == 0 || prompts[row].length >= context()) {
                throw new IllegalArgumentException("prompt " + row + " has " + prompts[row].length
                        + " tokens; allowed are 1 to " + (context() - 1));
            }
        }
    }

    @Override
    void close();
}
