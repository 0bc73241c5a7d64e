package io.polycritic.plugins.learners.games;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.games.GameFields;

/**
 * The share of demonstrated steps in the same state in which the first agent did the same: what a discriminator of the
 * demonstrations would end with, without learning.
 */
final class Sameness implements RewardModel {
    private final String name;

    Sameness(String name) {
        this.name = name;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().offers(FieldSpec.numbers(Fields.rewards(name))).build();
    }

    @Override
    public void score(Batch batch) {
        int agent = name.equals("agent1") ? 0 : 1;
        float[] into = batch.put(FieldSpec.numbers(Fields.rewards(name)));
        float[] states = batch.numbers(Fields.OBSERVATION);
        float[] taken = batch.numbers(Fields.ACTION);
        float[] shownStates = batch.numbers(GameFields.demonstrated(Fields.OBSERVATION));
        float[] shown = batch.numbers(GameFields.demonstrated(Fields.ACTION));
        for (int row = 0; row < into.length; row++) {
            int met = 0;
            int same = 0;
            for (int other = 0; other < into.length; other++) {
                if (states[row] == shownStates[other]) {
                    met++;
                    same += taken[row * 2 + agent] == shown[other * 2 + agent] ? 1 : 0;
                }
            }
            into[row] = met == 0 ? 0 : same / (float) met;
        }
    }

    @Override
    public void learn(Batch batch) {
        // Nothing to learn.
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
