package io.polycritic.plugins.environments.memory;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;

/** A reward that is a multiple of the first number of another field. */
record Scaled(String name, FieldSpec of, float scale) implements RewardModel {
    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(of)
                .offers(FieldSpec.numbers(Fields.rewards(name)))
                .build();
    }

    @Override
    public void score(Batch batch) {
        float[] from = batch.numbers(of.name());
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards(name)));
        for (int row = 0; row < rewards.length; row++) {
            rewards[row] = scale * from[row * of.width()];
        }
    }

    @Override
    public void learn(Batch batch) {
        // Nothing is learned.
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
