package io.polycritic.api.optimizer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides under which preferences several objectives are learned. A preference has one weight for each objective and
 * lies on the simplex: no weight is negative, and they sum to 1.
 */
@ConsumerType
public non-sealed interface PreferenceSampler extends Optimizer {
    /**
     * Counts the objectives.
     *
     * @return k, at least 1
     */
    int objectives();

    /**
     * Draws the preference of an episode that begins.
     *
     * @param preferences k numbers are written to it
     * @param offset where they begin
     */
    void draw(float[] preferences, int offset);

    /**
     * Replaces some of the preferences of remembered steps by fresh ones, so that a step teaches about preferences that
     * it was not made under. What was earned is a vector, which does not depend on them.
     *
     * @param preferences [rows, k], changed in place
     * @param rows how many
     */
    void relabel(float[] preferences, int rows);
}
