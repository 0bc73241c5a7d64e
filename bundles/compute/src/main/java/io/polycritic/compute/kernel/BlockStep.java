package io.polycritic.compute.kernel;

/** A step of an elementwise kernel, done for one block after the other. */
interface BlockStep {
    /** What is done once per run, before the first block. */
    default void begin() {}

    /**
     * Handles a block.
     *
     * @param start the index of its first element
     * @param n how many elements it has
     */
    void run(int start, int n);
}
