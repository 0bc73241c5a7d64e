package io.polycritic.api.control;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of requests that are refused at the door, before any filter or servlet sees them: foreign host names, plain
 * connections from elsewhere, strangers outside of the API. Registered as a service. Called on the request's thread;
 * must return at once.
 */
@ConsumerType
public interface RefusalListener {
    /**
     * A request was refused.
     *
     * @param method its HTTP method
     * @param path its path, as it was sent
     * @param status the answer's HTTP status
     * @param nanos how long that took, in nanoseconds
     */
    void refused(String method, String path, int status, long nanos);
}
