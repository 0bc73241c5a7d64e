package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.reward.RewardModel;

/** A reward of one number a row, which learns nothing and has no state unless it says otherwise. */
abstract class FixedReward implements RewardModel {
    private final PartContext context;
    private final FieldSpec offer;

    FixedReward(PartContext context) {
        this.context = context;
        this.offer = FieldSpec.numbers(Fields.rewards(context.name()));
    }

    /** The field that is written. */
    final FieldSpec offer() {
        return offer;
    }

    /** Writes one number a row. */
    protected abstract void score(Batch batch, float[] rewards);

    @Override
    public final void score(Batch batch) {
        float[] rewards = batch.put(offer);
        score(batch, rewards);
        double sum = 0;
        for (float reward : rewards) {
            sum += reward;
        }
        context.metrics().record("mean", sum / rewards.length);
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
