package io.polycritic.plugins.learners.critique;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.critique.PathSpace;

/** A reward that even random critiques differ in: the number of the token behind the first one. */
final class TokenReward implements RewardModel {
    @Override
    public void score(Batch batch) {
        float[] responses = batch.numbers(PathSpace.RESPONSE);
        float[] rewards = batch.put(FieldSpec.numbers("rewards.rbr"));
        int length = responses.length / batch.rows();
        for (int row = 0; row < batch.rows(); row++) {
            rewards[row] = responses[row * length + 1];
        }
    }

    @Override
    public void learn(Batch batch) {}

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
