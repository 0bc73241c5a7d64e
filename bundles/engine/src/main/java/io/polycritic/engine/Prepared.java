package io.polycritic.engine;

/**
 * A change that can be made: its part exists and fits the others.
 *
 * @param parts the parts that it was prepared for
 * @param change the change
 * @param newcomer the new part in its seat; null where a slot is removed or only a weight changes
 */
record Prepared(Parts parts, Change change, Occupant newcomer) {
    /** Whether its part has not come into the run. */
    boolean isUnused() {
        return newcomer != null && newcomer.standing() == Occupant.Standing.PREPARED;
    }

    void discard() {
        if (newcomer != null) {
            newcomer.close();
        }
    }
}
