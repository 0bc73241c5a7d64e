package io.polycritic.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Agreement;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import java.util.List;

/** Two preference models in one slot: rewards and learning are the pair's of any reward models. */
final class PreferencePair implements PreferenceModel, Pair {
    private final PreferenceModel incumbent;
    private final PreferenceModel newcomer;
    private final Handover handover;
    private final RewardModel rewards;
    private float[] young = new float[0];

    /** What both can write. */
    @FunctionalInterface
    private interface Judging {
        void write(PreferenceModel model, float[] into);
    }

    PreferencePair(PreferenceModel incumbent, PreferenceModel newcomer, Handover handover, RewardModel rewards) {
        this.incumbent = incumbent;
        this.newcomer = newcomer;
        this.handover = handover;
        this.rewards = rewards;
    }

    @Override
    public Wiring wiring() {
        return rewards.wiring();
    }

    @Override
    public void score(Batch batch) {
        rewards.score(batch);
    }

    @Override
    public void learn(Batch batch) {
        rewards.learn(batch);
    }

    @Override
    public void scores(Batch sets, float[] scores) {
        mix(scores, (model, into) -> model.scores(sets, into));
    }

    @Override
    public void probabilities(Batch sets, float[] probabilities) {
        mix(probabilities, (model, into) -> model.probabilities(sets, into));
    }

    /** The incumbent's passes, and those of the newcomer where it counts. */
    @Override
    public long passes() {
        return incumbent.passes() + (handover.mode() == Handover.Mode.BLEND ? newcomer.passes() : 0);
    }

    private void mix(float[] result, Judging judging) {
        handover.enters(incumbent);
        judging.write(incumbent, result);
        float share = (float) handover.share();
        if (share > 0) {
            if (young.length != result.length) {
                young = new float[result.length];
            }
            handover.enters(newcomer);
            judging.write(newcomer, young);
            for (int i = 0; i < result.length; i++) {
                result[i] = (1 - share) * result[i] + share * young[i];
            }
        }
        handover.enters(null);
    }

    @Override
    public List<Agreement> agreements() {
        return ((Pair) rewards).agreements();
    }

    @Override
    public void save(StateWriter out) {
        // All state is the incumbent's or the newcomer's.
    }

    @Override
    public void load(StateReader in) {
        // All state is the incumbent's or the newcomer's.
    }
}
