package io.polycritic.language;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.preference.PreferenceModel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Who knows how good responses really are. Evaluators ask it, and whoever collects labels; it offers no reward, so that
 * no learner can be trained by it.
 */
@ConsumerType
public interface HiddenJudge extends PreferenceModel {
    /** The measure of how good a response is. */
    String QUALITY = "quality";

    /**
     * What it knows of responses.
     *
     * @param responses rows with the fields {@link TextSpace#PROMPT} and {@link TextSpace#RESPONSE}
     * @return measures with a sample for each row, {@link #QUALITY} first
     */
    List<Measure> measures(Batch responses);

    /**
     * Keeps learners from being trained by what nobody knows in earnest.
     *
     * @param <T> the role that a learner asks for
     * @param slot the slot that it asks
     * @return the slot's occupant
     * @throws PolycriticException if it is a hidden judge
     */
    static <T extends Part> T notOf(Slot<T> slot) {
        T occupant = slot.get();
        if (occupant instanceof HiddenJudge) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    slot.path(),
                    "is a hidden judge, whom only evaluators and collections of labels may ask");
        }
        return occupant;
    }

    /** None: a judge does not learn, and is replaced at once. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return Optional.empty();
    }
}
