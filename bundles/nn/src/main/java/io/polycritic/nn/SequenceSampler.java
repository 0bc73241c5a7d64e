package io.polycritic.nn;

import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;

/**
 * Samples from a {@link SequenceModel} position by position. Keys and values of earlier positions are kept in the
 * program, so a position costs the same however many came before. Parameters are read anew at each position.
 */
public final class SequenceSampler implements AutoCloseable {
    /** No token: its embedding is zeros. */
    private static final float NONE = -1;

    private final SequenceModel model;
    private final int batch;
    private final Program program;
    private final float[][] history;
    private final float[] place = new float[1];
    private final float[] scores;
    private int position;

    /**
     * Compiles the step of one position.
     *
     * @param compute the compiler
     * @param model the model
     * @param parameters its parameters
     * @param batch B, how many sequences are sampled side by side
     */
    public SequenceSampler(Compute compute, SequenceModel model, Parameters parameters, int batch) {
        this.model = model;
        this.batch = batch;
        this.program = compute.compile(CachedStep.of(model, parameters, batch));
        this.history = new float[Math.max(1, model.convolution())][batch];
        this.scores = new float[batch * model.vocabulary()];
    }

    /** Begins new sequences. */
    public void restart() {
        position = 0;
        for (float[] tokens : history) {
            Arrays.fill(tokens, NONE);
        }
    }

    /**
     * Takes the next token of each sequence.
     *
     * @param tokens [B]
     * @return the scores [B, V] of the tokens behind them; the same array each time
     * @throws IllegalStateException if the context is full
     */
    public float[] next(int[] tokens) {
        if (position == model.context()) {
            throw new IllegalStateException("the context of " + model.context() + " tokens is full");
        }
        float[] oldest = history[history.length - 1];
        System.arraycopy(history, 0, history, 1, history.length - 1);
        history[0] = oldest;
        for (int row = 0; row < batch; row++) {
            oldest[row] = tokens[row];
        }
        for (int back = 0; back < history.length; back++) {
            program.set(CachedStep.tokens(back), history[back], 0);
        }
        place[0] = position;
        program.set("position", place, 0);
        program.run();
        int at = position * batch * model.width();
        for (int layer = 0; layer < model.layers(); layer++) {
            program.carry("newKeys" + layer, "keys" + layer, at);
            program.carry("newValues" + layer, "values" + layer, at);
        }
        position++;
        program.get("scores", scores, 0);
        return scores;
    }

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
    public int[][] sample(int[][] prompts, int most, int stop, TokenChoice choice, RandomStream random) {
        check(prompts);
        restart();
        int[][] drawn = new int[batch][Math.max(0, most)];
        int[] counts = new int[batch];
        boolean[] ended = new boolean[batch];
        int[] tokens = new int[batch];
        for (int at = 0; at < model.context(); at++) {
            boolean open = false;
            for (int row = 0; row < batch; row++) {
                boolean given = at < prompts[row].length;
                tokens[row] = given ? prompts[row][at] : ended[row] ? 0 : drawn[row][counts[row] - 1];
                open |= !ended[row] && counts[row] < most;
            }
            if (!open) {
                break;
            }
            float[] behind = next(tokens);
            for (int row = 0; row < batch; row++) {
                if (at >= prompts[row].length - 1 && !ended[row]) {
                    if (counts[row] < most) {
                        int token = choice.draw(behind, row * model.vocabulary(), model.vocabulary(), random);
                        drawn[row][counts[row]++] = token;
                        ended[row] = token == stop;
                    }
                    ended[row] |= counts[row] == most;
                }
            }
        }
        for (int row = 0; row < batch; row++) {
            drawn[row] = Arrays.copyOf(drawn[row], counts[row]);
        }
        return drawn;
    }

    private void check(int[][] prompts) {
        if (prompts.length != batch) {
            throw new IllegalArgumentException(prompts.length + " prompts for " + batch + " sequences");
        }
        for (int row = 0; row < batch; row++) {
            if (prompts[row].length == 0 || prompts[row].length >= model.context()) {
                throw new IllegalArgumentException("prompt " + row + " has " + prompts[row].length
                        + " tokens; allowed are 1 to " + (model.context() - 1));
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
