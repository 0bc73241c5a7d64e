package io.polycritic.critique;

/** The parts of a world's items. */
public enum Split {
    /** To learn from. */
    TRAIN,
    /** To choose by. */
    VALIDATION,
    /** To report. */
    TEST;

    private static final int RANGE = 1_000_000;

    /**
     * Numbers all items of a world, so that a field of 32-bit floats holds the number exactly.
     *
     * @param index an index within this split, below a million
     * @return the item's number
     */
    public long item(long index) {
        return (long) ordinal() * RANGE + index;
    }

    /** The split of an item. */
    public static Split of(long item) {
        return values()[(int) (item / RANGE)];
    }

    /** The index of an item within its split. */
    public static long index(long item) {
        return item % RANGE;
    }
}
