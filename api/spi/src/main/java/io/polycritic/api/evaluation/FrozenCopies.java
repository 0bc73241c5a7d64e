package io.polycritic.api.evaluation;

import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/** Makes frozen copies of runs for whoever wants to look into their parts. A thread-safe service. */
@ProviderType
public interface FrozenCopies {
    /**
     * A run as it was at its newest snapshot.
     *
     * @param run the run's id
     * @param update updates made
     * @param steps steps made
     * @param parameterHash SHA-256 over all parameters, hexadecimal
     * @param subject the copy
     */
    record Copy(String run, long update, long steps, String parameterHash, Subject subject) {}

    /**
     * Copies a run from its newest intact snapshot and lets somebody look at it, on the calling thread. The copy is
     * closed afterwards; the run never notices.
     *
     * @param <T> what is found out
     * @param run the run's id, live or not
     * @param reader looks at the copy
     * @return what the reader returns
     * @throws io.polycritic.api.plugin.PolycriticException if there is no such run, or it has no intact snapshot
     */
    <T> T read(String run, Function<? super Copy, ? extends T> reader);
}
