package io.polycritic.plugins.learners.language;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.language.TextSpace;
import io.polycritic.preference.PreferenceModel;

/** Prefers the shorter response: each token less is a nat of log-odds, and a reward of 1. */
final class Brevity implements PreferenceModel {
    private static int tokens(Batch batch, int row) {
        int r = batch.spec(TextSpace.RESPONSE).width();
        return TextSpace.length(batch.numbers(TextSpace.RESPONSE), row * r, r);
    }

    @Override
    public void scores(Batch sets, float[] scores) {
        int k = sets.leading().length(1);
        for (int i = 0; i < sets.rows(); i++) {
            for (int j = 0; j < k; j++) {
                scores[i * k + j] = tokens(sets, i / k * k + j) - tokens(sets, i);
            }
        }
    }

    @Override
    public void probabilities(Batch sets, float[] probabilities) {
        scores(sets, probabilities);
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) (1 / (1 + Math.exp(-probabilities[i])));
        }
    }

    @Override
    public void score(Batch batch) {
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards("brevity")));
        for (int row = 0; row < rewards.length; row++) {
            rewards[row] = -tokens(batch, row);
        }
    }

    @Override
    public long passes() {
        return 0;
    }

    @Override
    public void learn(Batch batch) {
        // It does not learn.
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // It has no state.
    }

    @Override
    public void load(StateReader in) {
        // It has no state.
    }
}
