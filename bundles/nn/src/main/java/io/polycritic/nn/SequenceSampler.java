package io.polycritic.nn;

import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import java.util.Arrays;

/**
 * Samples from a {@link SequenceModel} position by position. Keys and values of earlier positions are kept in the
 * program, so a position costs the same however many came before. Parameters are read anew at each position.
 */
public final class SequenceSampler implements NextToken {
    /** No token: its embedding is zeros. */
    private static final float NONE = -1;

    private final SequenceModel model;
    private final int batch;
    private final int prefix;
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
        this(compute, model, parameters, batch, 0);
    }

    /** A sampler of what stands behind a prefix, whose keys and values are set first. */
    SequenceSampler(Compute compute, SequenceModel model, Parameters parameters, int batch, int prefix) {
        this.model = model;
        this.batch = batch;
        this.prefix = prefix;
        this.program = compute.compile(CachedStep.of(model, parameters, batch, prefix));
        this.history = new float[Math.max(1, model.convolution())][batch];
        this.scores = new float[batch * model.vocabulary()];
    }

    @Override
    public int rows() {
        return batch;
    }

    @Override
    public int vocabulary() {
        return model.vocabulary();
    }

    @Override
    public int context() {
        return model.context() - prefix;
    }

    /** Sets what is kept of the prefix. */
    void keep(String input, float[] numbers) {
        program.set(input, numbers, 0);
    }

    @Override
    public void restart() {
        position = 0;
        for (float[] tokens : history) {
            Arrays.fill(tokens, NONE);
        }
    }

    @Override
    public float[] next(int[] tokens) {
        if (position == context()) {
            throw new IllegalStateException("the context of " + context() + " tokens is full");
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

    @Override
    public void close() {
        program.close();
    }
}
