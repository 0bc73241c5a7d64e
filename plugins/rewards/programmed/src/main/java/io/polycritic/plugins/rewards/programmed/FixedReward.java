package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.reward.RewardModel;

/** A reward that is computed, which learns nothing and has no state unless it says otherwise. */
abstract class FixedReward implements RewardModel {
    private final PartContext context;
    private final FieldSpec offer;

    FixedReward(PartContext context) {
        this(context, FieldSpec.numbers(Fields.rewards(context.name())));
    }

    /** A reward of a field of its own, for those of several numbers a row. */
    FixedReward(PartContext context, FieldSpec offer) {
        this.context = context;
        this.offer = offer;
    }

    /** The field that is written. */
    final FieldSpec offer() {
        return offer;
    }

    /** Writes all rows. */
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
