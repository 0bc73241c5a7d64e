package io.polycritic.api.critic;

import io.polycritic.api.experience.Batch;
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
     * Learns from a batch that was scored.
     *
     * @param batch the same rollout
     */
    void learn(Batch batch);
}
