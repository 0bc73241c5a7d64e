package io.polycritic.api.reward;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Part;
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
}
