package io.polycritic.language;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Program;

/** Log-probabilities of given responses as numbers, as a frozen reference gives them. */
public final class TextScorer implements AutoCloseable {
    private static final String TEXT = "text";
    private static final String LOGS = "logProbabilities";

    private final Program program;

    /**
     * Compiles.
     *
     * @param compute the compiler
     * @param model the model; its parameters are read anew each time
     * @param rows B
     * @param space what texts are like
     */
    public TextScorer(Compute compute, LanguageModel model, int rows, TextSpace space) {
        Text text = Text.input(TEXT, rows, space);
        this.program = compute.compile(new Computation().output(LOGS, model.logProbabilities(text)));
    }

    /**
     * Scores.
     *
     * @param prompts [B, P]
     * @param responses [B, R]
     * @param logs [B, R], written to: log pi(y_t | x, y_before t), 0 for padding
     */
    public void score(float[] prompts, float[] responses, float[] logs) {
        Text.set(program, TEXT, prompts, responses);
        program.run();
        program.get(LOGS, logs, 0);
    }

    /** Sums [B] over the tokens [B, R] of each response. */
    public static void sums(float[] logs, float[] sums) {
        int length = logs.length / sums.length;
        for (int row = 0; row < sums.length; row++) {
            double sum = 0;
            for (int i = 0; i < length; i++) {
                sum += logs[row * length + i];
            }
            sums[row] = (float) sum;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
