package io.polycritic.api.critic;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** A critic that judges experience: it adds fields to the batch and trains itself. */
@ConsumerType
public non-sealed interface ScoringCritic extends Critic {
    /**
     * Writes {@code advantages.<name>} and {@code returns.<name>} of the part's slot. Does not learn.
     *
     * @param batch a rollout [T, L] with the fields that the part needs
     */
    void score(Batch batch);

    /**
     * Learns from a batch that was scored: values of states from {@code returns.<name>} as it is there now, if the
     * critic has such.
     *
     * @param batch the same rollout
     */
    void learn(Batch batch);

    /**
     * Shadow; blend where all that it offers are numbers; distill where both offer returns and advantages, for returns
     * minus advantages are the critic's values. A role that extends this one, or a critic of which that is not so, says
     * otherwise here and in {@link #beside}.
     */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return ScoringPair.handovers(this, newcomer);
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return handovers(newcomer).contains(handover.mode())
                ? Optional.of(new ScoringPair(this, (ScoringCritic) newcomer, handover))
                : Optional.empty();
    }
}
