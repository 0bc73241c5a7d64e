package io.polycritic.api.control;

/**
 * Asks for a run.
 *
 * @param spec the run spec, a JSON document; null to continue {@code run} as it is
 * @param run the run's id, or null for {@code <name>-<seed>} of the spec
 * @param seed replaces the spec's seed, or null
 * @param steps replaces the spec's budget, or null
 * @param fresh whether an existing run of this id is set aside and begun anew; else, or for null, it is continued
 */
public record RunRequest(String spec, String run, Long seed, Long steps, Boolean fresh) {
    /**
     * Takes null as no.
     *
     * @param spec the run spec, or null
     * @param run the run's id, or null
     * @param seed the seed, or null
     * @param steps the budget, or null
     * @param fresh whether it is begun anew, or null
     */
    public RunRequest {
        fresh = fresh != null && fresh;
    }
}
