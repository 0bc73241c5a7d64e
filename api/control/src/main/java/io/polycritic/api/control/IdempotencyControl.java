package io.polycritic.api.control;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps what was answered to changes that carried a key, so that a request which is sent again, because its answer was
 * lost, is not carried out again. Answers are kept for a day, the last 10,000 of them, also when the process ends.
 * Thread-safe.
 */
@ProviderType
public interface IdempotencyControl {
    /**
     * Claims a key for a request, or finds what was answered to it.
     *
     * @param user who sends it; the same key of another user is another key
     * @param key the key, 1 to 255 characters
     * @param request a digest of the request
     * @return the first answer; nothing if this is the first request with the key: then the caller carries it out, and
     *     ends with {@link #keep} or {@link #release}
     * @throws ProblemException with {@code UNPROCESSABLE} if the key was that of another request; with {@code CONFLICT}
     *     if the first request is being carried out, or what became of it is not known because the process ended
     */
    Optional<KeptAnswer> claim(String user, String key, String request);

    /**
     * Keeps the answer to the request that has claimed a key.
     *
     * @param user who has sent it
     * @param key the key
     * @param answer the answer
     */
    void keep(String user, String key, KeptAnswer answer);

    /**
     * Gives a key back: nothing was done, and the request may be sent again.
     *
     * @param user who has sent it
     * @param key the key
     */
    void release(String user, String key);
}
