package io.polycritic.plugins.rewards.language;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.language.TextSpace;

/** Compares responses with {@link TextSpace#WRITTEN}; padding and the end token are no words. */
final class OverlapReward implements RewardModel {
    private final FieldSpec field;
    private final TextSpace space;

    OverlapReward(PartContext context, TextSpace space) {
        this.field = FieldSpec.numbers(Fields.rewards(context.name()));
        this.space = space;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(space.responseField())
                .needs(space.tokens(TextSpace.WRITTEN, space.response()))
                .offers(field)
                .build();
    }

    @Override
    public void score(Batch batch) {
        float[] responses = batch.numbers(TextSpace.RESPONSE);
        float[] written = batch.numbers(TextSpace.WRITTEN);
        float[] rewards = batch.put(field);
        for (int row = 0; row < rewards.length; row++) {
            rewards[row] = (float) Rouge.mean(words(responses, row), words(written, row));
        }
    }

    private int[] words(float[] texts, int row) {
        int at = row * space.response();
        int count = 0;
        while (count < space.response() && texts[at + count] != TextSpace.PAD && texts[at + count] != TextSpace.END) {
            count++;
        }
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = (int) texts[at + i];
        }
        return words;
    }

    @Override
    public void learn(Batch batch) {
        // It does not learn.
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
