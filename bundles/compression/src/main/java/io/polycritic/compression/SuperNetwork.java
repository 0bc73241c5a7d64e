package io.polycritic.compression;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.tensor.Parameters;
import org.osgi.annotation.versioning.ConsumerType;

/** A learner of one network whose slices are networks too. */
@ConsumerType
public interface SuperNetwork extends Learner {
    /**
     * The largest network.
     *
     * @return its sizes
     */
    Vit largest();

    /**
     * The parameters of the largest network, of which smaller ones use the first layers, heads and hidden units.
     *
     * @return the live vector; not to be changed
     */
    Parameters parameters();
}
