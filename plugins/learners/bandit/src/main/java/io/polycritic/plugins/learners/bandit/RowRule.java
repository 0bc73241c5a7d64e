package io.polycritic.plugins.learners.bandit;

/** Chooses a row of an observation that is a set of rows. */
@FunctionalInterface
interface RowRule {
    /**
     * Chooses.
     *
     * @param observations has the observation
     * @param o where it begins
     * @param preferences has the preference
     * @param w where it begins
     * @return a row that is present
     */
    int choose(float[] observations, int o, float[] preferences, int w);
}
