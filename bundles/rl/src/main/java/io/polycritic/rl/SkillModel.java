package io.polycritic.rl;

import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.reward.RewardModel;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** A reward model of skills that can also say which skill leads from one place to another. */
@ConsumerType
public interface SkillModel extends RewardModel {
    /** The observation field that skills act on, for example {@code block.position}. */
    String field();

    /** How many numbers of that field count, from the first one on: n. */
    int components();

    /** The numbers of a skill: d. */
    int dimension();

    /** Makes a planner for a fixed number of rows, with the model's present parameters; the caller closes it. */
    Planner planner(int rows);

    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return newcomer instanceof SkillModel ? RewardModel.super.handovers(newcomer) : Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return RewardModel.super
                .beside(newcomer, handover, context)
                .map(pair -> new SkillPair(this, (RewardModel) pair));
    }

    /** Chooses skills. */
    @ConsumerType
    interface Planner extends AutoCloseable {
        /**
         * Chooses skills of length 1.
         *
         * @param from [rows, n], where the object is, in the units of the field
         * @param goals [rows, n], where it shall go
         * @param skills [rows, d], written to
         */
        void plan(float[] from, float[] goals, float[] skills);

        @Override
        void close();
    }
}
