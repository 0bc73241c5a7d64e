package io.polycritic.api.control;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Who needs runs that are at rest, such as a study that is being carried out, registers a service of this type: what it
 * needs is not deleted.
 */
@ConsumerType
public interface RunUser {
    /**
     * Whether a run is needed. Answers at once.
     *
     * @param run its id
     * @return by whom, as a sentence goes on after "is needed by": {@code the study slim}; nothing if it is not
     */
    Optional<String> uses(String run);
}
