package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.experience.Batch;
import io.polycritic.multitask.PromptStream;

/** The tokens of a batch of prompts: pairs (x, y), the query (x, 0), and the query's answer. */
final class Prompts {
    /** [B, L, E]. */
    final float[] tokens;

    /** [B, E]. */
    final float[] queries;

    /** [B, N]. */
    final float[] targets;

    private final int prompts;
    private final int length;
    private final int d;
    private final int n;

    Prompts(int prompts, int length, int covariates, int targetCount) {
        this.prompts = prompts;
        this.length = length;
        this.d = covariates;
        this.n = targetCount;
        this.tokens = new float[prompts * length * (d + n)];
        this.queries = new float[prompts * (d + n)];
        this.targets = new float[prompts * n];
    }

    /** Takes the tokens out of a batch of leading axes [B, L + 1]. */
    void take(Batch batch) {
        float[] x = batch.numbers(PromptStream.X);
        float[] y = batch.numbers(PromptStream.Y);
        int e = d + n;
        for (int prompt = 0; prompt < prompts; prompt++) {
            int row = prompt * (length + 1);
            for (int l = 0; l < length; l++) {
                int to = (prompt * length + l) * e;
                System.arraycopy(x, (row + l) * d, tokens, to, d);
                System.arraycopy(y, (row + l) * n, tokens, to + d, n);
            }
            System.arraycopy(x, (row + length) * d, queries, prompt * e, d);
            System.arraycopy(y, (row + length) * n, targets, prompt * n, n);
        }
    }
}
