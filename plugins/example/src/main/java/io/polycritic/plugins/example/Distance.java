package io.polycritic.plugins.example;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;

/** The part of {@link ExampleDistance}: -|x - target|. */
record Distance(PartContext context, int width, int offset, float target) implements RewardModel {
    private FieldSpec offer() {
        return FieldSpec.numbers(Fields.rewards(context.name()));
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.numbers(Fields.NEXT_OBSERVATION, width))
                .offers(offer())
                .build();
    }

    @Override
    public void score(Batch batch) {
        float[] observations = batch.numbers(Fields.NEXT_OBSERVATION);
        float[] rewards = batch.put(offer());
        double sum = 0;
        for (int row = 0; row < rewards.length; row++) {
            rewards[row] = -Math.abs(observations[row * width + offset] - target);
            sum += rewards[row];
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
