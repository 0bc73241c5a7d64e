package io.polycritic.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.reward.RewardModel;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A reward model that compares responses to one prompt. It judges sets of responses: batches of leading axes [G, K]
 * with the fields {@link Comparisons#RESPONSE} and, where the run has prompts, {@link Comparisons#PROMPT} in each row.
 * A single comparison is a set of two. It learns from batches of any leading axes with the fields of
 * {@link Comparisons#rows}.
 *
 * <p>{@code score} writes one number a response: what a model of single responses gives it, else its mean score against
 * its set, as {@link ResponseSets#means} makes it of all scores.
 */
@ConsumerType
public interface PreferenceModel extends RewardModel {
    /**
     * Writes the score s(i, j) of each response i of a set against each response j, positive where i is preferred. The
     * scores are the network's own: skew-symmetric only if the model's form makes them so. A score of a response
     * against itself is 0.
     *
     * @param sets responses [G, K]
     * @param scores [G, K, K], written to
     */
    void scores(Batch sets, float[] scores);

    /**
     * Writes P(i > j), the probability that response i of a set is preferred to response j. P(i > j) + P(j > i) is 1 to
     * rounding, P(i > i) is 1/2.
     *
     * @param sets responses [G, K]
     * @param probabilities [G, K, K], written to
     */
    void probabilities(Batch sets, float[] probabilities);

    /**
     * Counts the rows that have gone through the model's network to judge, learning excepted.
     *
     * @return rows since the part was made
     */
    long passes();

    /** Shadow and blend: scores, probabilities and rewards are mixed by the share. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return newcomer instanceof PreferenceModel ? RewardModel.super.handovers(newcomer) : Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return handovers(newcomer).contains(handover.mode())
                ? RewardModel.super
                        .beside(newcomer, handover, context)
                        .map(pair -> new PreferencePair(this, (PreferenceModel) newcomer, handover, (RewardModel) pair))
                : Optional.empty();
    }
}
