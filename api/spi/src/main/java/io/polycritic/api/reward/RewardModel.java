package io.polycritic.api.reward;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns experience into rewards. */
@ConsumerType
public interface RewardModel extends Part {
    /**
     * Writes the field {@code rewards.<name>} of the part's slot, one number a row, or k for a vector reward, as
     * offered in the wiring. Does not learn.
     *
     * @param batch experience with the fields that the part needs
     */
    void score(Batch batch);

    /**
     * Learns from a batch that was scored; does nothing in a fixed reward model.
     *
     * @param batch experience with the fields that the part needs
     */
    void learn(Batch batch);

    /**
     * Shadow, and blend where all that it offers are numbers. Not distill: a reward model learns from experience or
     * comparisons, and cannot be fitted to given rewards. A role that extends this one makes a pair of its own.
     */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return RewardPair.handovers(this, newcomer);
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return handovers(newcomer).contains(handover.mode())
                ? Optional.of(new RewardPair(this, (RewardModel) newcomer, handover))
                : Optional.empty();
    }
}
