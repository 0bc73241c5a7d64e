package io.polycritic.plugins.critics.value;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.rl.Transitions;
import java.util.Arrays;

/**
 * What a critic judges: a reward, one number of a vector reward, the sum of its numbers weighted by the preference of
 * the episode, or the entropy of the policy that is to come.
 *
 * @param reward the reward slot's name; empty where entropy is judged
 * @param width how many numbers the reward has
 * @param component which one is judged, {@value #WEIGHTED} for their weighted sum
 * @param field the batch's field; empty where entropy is judged
 */
record Judged(String reward, int width, int component, String field) {
    /** Stands for the sum of a vector reward, weighted by the preference. */
    static final int WEIGHTED = -1;

    /** The entropy to come. */
    static final Judged ENTROPY = new Judged("", 1, 0, "");

    /**
     * What the settings say.
     *
     * @param reward the slot's name; empty for the one of the critic's own name
     */
    static Judged of(String reward, int width, int component, PartContext context) {
        if (component >= width) {
            throw new InvalidConfigException(
                    "component",
                    "found " + component + ", allowed is " + WEIGHTED + " to " + (width - 1)
                            + " for a reward of rewardWidth " + width);
        }
        String slot = reward.isEmpty() ? context.name() : reward;
        return new Judged(slot, width, component, Fields.rewards(slot));
    }

    boolean entropy() {
        return reward.isEmpty();
    }

    private boolean weighted() {
        return component == WEIGHTED;
    }

    void wire(Wiring.Builder wiring) {
        if (entropy()) {
            wiring.needs(FieldSpec.numbers(Transitions.NEXT_ENTROPY));
            return;
        }
        wiring.needs(width == 1 ? FieldSpec.numbers(field) : FieldSpec.numbers(field, width))
                .calls("rewards." + reward, RewardModel.class, 1);
        if (weighted()) {
            wiring.needs(FieldSpec.numbers(Fields.PREFERENCE, width));
        }
    }

    /**
     * The field that is added to the next value: the learner's bonus for a reward, its entropy for the entropy to come.
     */
    String bonus() {
        return entropy() ? Transitions.NEXT_ENTROPY : Transitions.NEXT_BONUS;
    }

    /**
     * The numbers that are judged.
     *
     * @param batch has the reward
     * @param buffer one number a row, written to where the reward has several
     * @return one number a row: the buffer, or the reward itself
     */
    float[] read(Batch batch, float[] buffer) {
        if (entropy()) {
            Arrays.fill(buffer, 0);
            return buffer;
        }
        float[] rewards = batch.numbers(field);
        if (width == 1 && !weighted()) {
            return rewards;
        }
        float[] weights = weighted() ? batch.numbers(Fields.PREFERENCE) : null;
        for (int row = 0; row < buffer.length; row++) {
            float sum = 0;
            for (int i = 0; weighted() && i < width; i++) {
                sum += weights[row * width + i] * rewards[row * width + i];
            }
            buffer[row] = weighted() ? sum : rewards[row * width + component];
        }
        return buffer;
    }
}
