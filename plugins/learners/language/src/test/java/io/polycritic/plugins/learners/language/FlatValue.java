package io.polycritic.plugins.learners.language;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.language.TextSpace;

/** Values all states 0: an advantage is what is earned from its token on. */
final class FlatValue implements ScoringCritic {
    @Override
    public void score(Batch batch) {
        float[] earned = batch.numbers(TextSpace.TOKEN_REWARDS);
        int r = earned.length / batch.rows();
        float[] advantages = batch.put(FieldSpec.numbers("tokenAdvantages.value", r));
        for (int i = earned.length - 1; i >= 0; i--) {
            advantages[i] = earned[i] + (i % r == r - 1 ? 0 : advantages[i + 1]);
        }
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
