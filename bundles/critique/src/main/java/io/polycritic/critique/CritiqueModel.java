package io.polycritic.critique;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.RandomStream;
import java.util.Optional;
import java.util.Set;

/**
 * A critic that says in words what is wrong with a path. {@link #score} writes {@link #critiques} [N] and
 * {@link #verdicts}, 1 where the critique passes the path, of its slot.
 */
public interface CritiqueModel extends ScoringCritic {
    /** The field of a slot's critiques. */
    static String critiques(String slot) {
        return "critiques." + slot;
    }

    /** The field of a slot's verdicts. */
    static String verdicts(String slot) {
        return "verdicts." + slot;
    }

    /**
     * Writes a critique for each row.
     *
     * @param batch rows with what the critic needs: the question, the path, the picture; any number of them
     * @param temperature 0 for the most likely critique
     * @param random where draws come from
     * @param into [B, N], written to, ends included
     */
    void criticise(Batch batch, double temperature, RandomStream random, float[] into);

    /** None: one critique cannot stand for two, nor a share of one. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return Optional.empty();
    }
}
