package io.polycritic.plugins.environments.memory;

/**
 * Rows of a ring as they were saved, on their way into another ring.
 *
 * @param size how many rows were saved, at the positions from 0
 * @param saved the position that was to be written next
 * @param capacity rows of the ring that takes them
 */
record Saved(int size, int saved, int capacity) {
    /** Whether rows keep their positions: in a ring of equal size, or one that was not full yet. */
    boolean inPlace() {
        return size == capacity || saved == size && size < capacity;
    }

    int kept() {
        return Math.min(size, capacity);
    }

    int head() {
        return inPlace() ? saved % capacity : kept() % capacity;
    }

    /** Fills a column. */
    void into(Column column, float[] rows) {
        column.room(kept());
        for (int i = 0; i < kept(); i++) {
            column.write(rows, from(i), i);
        }
    }

    /**
     * Where the row at a position was before: oldest first, and in a ring that was full the oldest row is the one to be
     * written over next.
     */
    int from(int position) {
        return inPlace() ? position : (saved + size - kept() + position) % size;
    }
}
