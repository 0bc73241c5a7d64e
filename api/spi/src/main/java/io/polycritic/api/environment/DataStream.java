package io.polycritic.api.environment;

import io.polycritic.api.experience.Batch;
import org.osgi.annotation.versioning.ConsumerType;

/** An environment that yields data without being acted in: labelled, multi-view, preference-pair or logged data. */
@ConsumerType
public non-sealed interface DataStream extends Environment {
    /**
     * Fills a batch with the next rows. The rows' fields are those of the spec's observation space.
     *
     * @param batch the batch; its leading axes say how many items (and views) are wanted
     * @return false when the stream has ended and nothing was filled
     */
    boolean next(Batch batch);
}
