package io.polycritic.api.control;

import org.osgi.annotation.versioning.ProviderType;

/** Tells how the server itself is. Thread-safe. */
@ProviderType
public interface SystemControl {
    /**
     * Looks at the process, its machine and its checks. What it counts, it counts from the start of the process on; who
     * wants rates asks twice.
     *
     * @return how it is now
     */
    SystemView system();
}
