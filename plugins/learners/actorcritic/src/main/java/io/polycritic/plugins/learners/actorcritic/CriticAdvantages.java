package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.reward.RewardModel;
import java.util.List;

/**
 * The weighted mean of the critics' advantages.
 *
 * @param mostCritics how many critics may be there
 * @param normalise whether each critic's advantages are normalised first
 */
record CriticAdvantages(int mostCritics, boolean normalise) implements Advantages {
    @Override
    public int fewestCritics() {
        return 1;
    }

    @Override
    public void judge(
            Batch batch,
            List<Slot<ScoringCritic>> critics,
            List<Slot<RewardModel>> rewards,
            Metrics metrics,
            float[] judged) {
        AdvantageMix.combine(batch, critics, normalise, judged);
    }

    @Override
    public void term(Batch batch, List<Slot<ScoringCritic>> critics, int critic, float[] term) {
        AdvantageMix.term(batch, critics, critic, normalise, term);
    }
}
