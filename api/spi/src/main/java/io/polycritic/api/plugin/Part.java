package io.polycritic.api.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A live instance in a slot of a run. All methods are called by one thread at a time, and never while another part of
 * the same run is working, except evaluators, which work on frozen copies.
 */
@ConsumerType
public interface Part extends AutoCloseable {
    /**
     * Declares what the part needs and offers. Called once, after creation; the engine checks all parts of a run
     * against each other and calls reward models in the order that their needs demand.
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

    /** Frees programs, threads and files. Called once. */
    @Override
    default void close() {}
}
