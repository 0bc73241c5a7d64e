package io.polycritic.plugins.environments.memory;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;

/** How rows of a memory are drawn. Rows are named by their positions in the ring. */
interface Draw {
    /** Forgets all rows. */
    void clear();

    /** Takes notice of rows that were written, over older ones if the ring is full. */
    void written(int position);

    /**
     * Draws positions with replacement, and writes to the batch what the draw has to say about them.
     *
     * @param size how many rows there are; they are at the positions from 0
     * @param positions [B], written to
     */
    void draw(int size, int[] positions, Batch batch);

    /** Whether draws depend on errors. */
    boolean usesErrors();

    /** Learns how wrong the critics were about the positions of the last draw. */
    void learned(int[] positions, float[] errors);

    /** Writes what the draw keeps of so many rows. */
    void save(StateWriter out, int size);

    /** Reads what the draw keeps of so many rows. */
    void load(StateReader in, int size);
}
