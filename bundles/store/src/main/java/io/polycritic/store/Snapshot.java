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
 * @param journalLength how many entries the journal had
 * @param metricsBytes how long the metrics file was
 * @param parameterHash SHA-256 over all parameters, hexadecimal
 * @param slots the occupants
 * @param states the state of each slot's part, by path
 * @param engine what the engine itself keeps: the windows of guards and rules
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
        long journalLength,
        long metricsBytes,
        String parameterHash,
        List<Occupant> slots,
        Map<String, State> states,
        State engine,
        Map<String, long[]> streams) {
    /**
     * What fills a slot.
     *
     * @param path the slot's path
     * @param plugin the plugin as {@code id@version}
     * @param config its whole configuration
     * @param weight the weight of the slot's signal
     * @param generation how often the occupant was changed
     * @param began how often episodes began anew because of it
     * @param revision how often the occupant, or one of its settings, was changed
     * @param every for an evaluator: the updates between two evaluations
     * @param onFault what is done when the part fails
     * @param sharing the newcomer that shares the slot, or null
     */
    public record Occupant(
            String path,
            String plugin,
            Map<String, Object> config,
            double weight,
            int generation,
            int began,
            int revision,
            int every,
            String onFault,
            Sharing sharing) {}

    /**
     * A newcomer that shares a slot with the incumbent for some updates. Its state is kept under
     * {@link io.polycritic.api.plugin.Handover#next}, that of both together under {@link #PAIR}.
     *
     * @param ticket the number of its ticket
     * @param since the update after which it came
     * @param newcomer what will fill the slot
     */
    public record Sharing(long ticket, long since, Occupant newcomer) {
        /** What is added to the path of a slot for the pair. */
        public static final String PAIR = ".pair";
    }
}
