package io.polycritic.store;

import io.polycritic.api.plugin.State;
import java.util.List;
import java.util.Map;

/**
 * The whole state of a run at a safe point.
 *
 * @param run the run's id
 * @param seed its seed
 * @param update updates made
 * @param steps steps made
 * @param episodes episodes ended
 * @param seconds seconds of training
 * @param journalSequence the last journal entry that is contained in this state
 * @param metricsBytes how long the metrics file was
 * @param parameterHash SHA-256 over all parameters, hexadecimal
 * @param slots the occupants
 * @param states the state of each slot's part, by path
 * @param streams the state of every random stream, by slot path, generation and name
 */
public record Snapshot(
        String run,
        long seed,
        long update,
        long steps,
        long episodes,
        double seconds,
        long journalSequence,
        long metricsBytes,
        String parameterHash,
        List<Occupant> slots,
        Map<String, State> states,
        Map<String, long[]> streams) {
    /** What fills a slot: the plugin as {@code id@version}, its whole configuration, and the slot's settings. */
    public record Occupant(
            String path, String plugin, Map<String, Object> config, double weight, int generation, int every) {}
}
