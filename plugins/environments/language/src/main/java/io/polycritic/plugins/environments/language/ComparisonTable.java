package io.polycritic.plugins.environments.language;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.language.TextSpace;
import io.polycritic.preference.Comparisons;

/** Comparisons that have been labelled. */
final class ComparisonTable {
    private final TextSpace space;
    private final int rows;
    private final float[] prompts;
    private final float[] first;
    private final float[] second;
    private final float[] preferred;
    private final float[] logits;
    private int filled;

    ComparisonTable(TextSpace space, int rows) {
        this.space = space;
        this.rows = rows;
        this.prompts = new float[rows * space.prompt()];
        this.first = new float[rows * space.response()];
        this.second = new float[rows * space.response()];
        this.preferred = new float[rows];
        this.logits = new float[rows];
    }

    int size() {
        return rows;
    }

    boolean isFull() {
        return filled == rows;
    }

    Space rows() {
        return Comparisons.rows(space.promptField(), space.responseField());
    }

    /** Adds a row of arrays. */
    void add(float[] asked, float[] one, float[] other, int row, float label, float logit) {
        int p = space.prompt();
        int r = space.response();
        System.arraycopy(asked, row * p, prompts, filled * p, p);
        System.arraycopy(one, row * r, first, filled * r, r);
        System.arraycopy(other, row * r, second, filled * r, r);
        preferred[filled] = label;
        logits[filled] = logit;
        filled++;
    }

    /** Copies a comparison into a row of a batch. */
    void copy(int from, Batch batch, int row) {
        Space fields = rows();
        copy(prompts, from, batch.put(fields.field(Comparisons.PROMPT)), row, space.prompt());
        copy(first, from, batch.put(fields.field(Comparisons.FIRST)), row, space.response());
        copy(second, from, batch.put(fields.field(Comparisons.SECOND)), row, space.response());
        copy(preferred, from, batch.put(fields.field(Comparisons.PREFERRED)), row, 1);
    }

    /** What the judge thinks of a comparison without chance. */
    float logit(int of) {
        return logits[of];
    }

    private static void copy(float[] source, int from, float[] target, int row, int width) {
        System.arraycopy(source, from * width, target, row * width, width);
    }

    void save(StateWriter out) {
        out.put("filled", filled);
        out.put("prompts", prompts);
        out.put("first", first);
        out.put("second", second);
        out.put("preferred", preferred);
        out.put("judgeLogits", logits);
    }

    void load(StateReader in) {
        long[] saved = new long[1];
        boolean all = in.read("filled", saved)
                & in.read("prompts", prompts)
                & in.read("first", first)
                & in.read("second", second)
                & in.read("preferred", preferred)
                & in.read("judgeLogits", logits);
        filled = all ? (int) saved[0] : 0;
    }
}
