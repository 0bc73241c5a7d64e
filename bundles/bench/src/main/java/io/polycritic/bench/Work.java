package io.polycritic.bench;

/** Something that makes updates by itself, on a thread of its own, until it is closed. */
interface Work extends AutoCloseable {
    /**
     * How much has been done.
     *
     * @param updates updates since the beginning
     * @param steps environment steps since the beginning
     */
    record Count(long updates, long steps) {}

    /** How much has been done until now; a {@link io.polycritic.api.control.ProblemException} if it has failed. */
    Count count();

    /** The name of the thread that makes the updates. */
    String thread();

    @Override
    void close();
}
