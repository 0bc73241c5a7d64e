package io.polycritic.api.environment;

import io.polycritic.api.experience.Ending;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One copy of a world. Owns the arrays that it reports in and overwrites them in the next step. Different lanes may be
 * stepped by different threads at the same time.
 */
@ConsumerType
public interface Lane {
    /** Begins a new episode, drawn from the lane's own random stream. */
    void reset();

    /**
     * Acts for one step. After {@link Ending#TERMINATED} the lane must be reset first. A truncated episode may be
     * continued, as evaluators with a longer horizon do; it then says {@link Ending#TRUNCATED} after each further step.
     *
     * @param actions an array that holds the action: numbers, limited to the action space by the lane, or the number of
     *     a class
     * @param offset where the action begins
     * @return whether the episode goes on
     */
    Ending step(float[] actions, int offset);

    /**
     * What is observed now.
     *
     * @return [o], in the units of the space; the lane's own array
     */
    float[] observation();

    /**
     * What the last step reported besides.
     *
     * @return [s], as in the spec's signals; the lane's own array
     */
    float[] signals();
}
