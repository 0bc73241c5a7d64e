package io.polycritic.api.environment;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A data stream that shows each item in several views: augmented copies, or modalities. It fills batches whose leading
 * axes are [N, M], N views of M different items; row {@code v * M + i} is view v of item i. Its wiring provides the
 * count {@link #VIEWS}.
 */
@ConsumerType
public interface MultiViewStream extends DataStream {
    /** The name by which wirings count views. */
    String VIEWS = "views";

    /**
     * How many views an item has. Another value comes with another part, by a swap of the environment.
     *
     * @return N, at least 1
     */
    int views();
}
