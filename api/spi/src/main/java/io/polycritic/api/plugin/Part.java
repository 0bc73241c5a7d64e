package io.polycritic.api.plugin;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A live instance in a slot of a run. All methods are called by one thread at a time, and never while another part of
 * the same run is working, except evaluators, which work on frozen copies.
 */
@ConsumerType
public interface Part extends AutoCloseable {
    /**
     * Declares what the part needs and offers; the same each time. The engine checks all parts of a run against each
     * other and calls reward models in the order that their needs demand.
     *
     * @return the declaration
     */
    Wiring wiring();

    /**
     * Writes all state that decides the part's future behaviour, random streams of the context excepted (the engine
     * saves those). Saving and loading into a new part of equal configuration must continue bit for bit.
     *
     * @param out where to; copies what it is given
     */
    void save(StateWriter out);

    /**
     * Reads what {@link #save} wrote.
     *
     * @param in where from; says of each name whether it was there and fitted
     */
    void load(StateReader in);

    /**
     * Says in which ways this part, an incumbent, can share its slot with a newcomer that shall take over from it.
     *
     * @param newcomer another part for the same slot
     * @return the modes for which {@link #beside} makes a pair; none by default
     */
    default Set<Handover.Mode> handovers(Part newcomer) {
        return Set.of();
    }

    /**
     * Makes one part of this one, the incumbent, and a newcomer that shall take over from it. Called between two
     * updates. While they share the slot, the newcomer's {@link PartContext#path} is {@link Handover#next} of the
     * slot's path, so that an optimizer keeps its moments apart.
     *
     * @param newcomer another part for the same slot
     * @param handover the mode, and how much the newcomer counts in each update
     * @param context the slot's view of the run, as the incumbent has it
     * @return the pair; nothing if {@link #handovers} does not name the mode
     */
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return Optional.empty();
    }

    /** Frees programs, threads and files. Called once. */
    @Override
    default void close() {}
}
