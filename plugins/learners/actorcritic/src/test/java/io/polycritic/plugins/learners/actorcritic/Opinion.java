package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;

/** Likes large actions where the sign is above 0, and small ones where it is below. */
record Opinion(String name, double sign) implements ScoringCritic {
    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void score(Batch batch) {
        float[] actions = batch.numbers(Fields.ACTION);
        float[] advantages = batch.put(FieldSpec.numbers(Fields.advantages(name)));
        for (int row = 0; row < advantages.length; row++) {
            advantages[row] = (float) (sign * actions[row]);
        }
    }

    @Override
    public void learn(Batch batch) {
        // An opinion stays what it is.
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
