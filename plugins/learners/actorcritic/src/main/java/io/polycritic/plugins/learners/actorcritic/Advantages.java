package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.reward.RewardModel;
import java.util.List;

/** Says by how much each action of a rollout was better than could be expected. */
interface Advantages {
    /** How many critics are needed. */
    int fewestCritics();

    /** How many critics may be there. */
    int mostCritics();

    /**
     * Judges a rollout that reward models and critics have scored.
     *
     * @param batch [T, L]
     * @param critics the run's critics, as many as are allowed
     * @param rewards the run's reward models
     * @param metrics for what is worth reporting
     * @param judged one number a row, written to
     */
    void judge(
            Batch batch,
            List<Slot<ScoringCritic>> critics,
            List<Slot<RewardModel>> rewards,
            Metrics metrics,
            float[] judged);

    /**
     * What one critic adds to what {@link #judge} writes, where several critics are summed.
     *
     * @param batch as it was judged
     * @param critics the run's critics, more than one
     * @param critic from 0
     * @param term one number a row, written to
     */
    default void term(Batch batch, List<Slot<ScoringCritic>> critics, int critic, float[] term) {
        throw new IllegalStateException("critics are not summed here");
    }
}
