package io.polycritic.api.control;

/** How a slot of a run stands. */
public enum SlotState {
    /** A part fills it, and nothing is under way. */
    ACTIVE,
    /** A change of it was asked for and waits for the next safe point. */
    SWAPPING,
    /** A newcomer shares it with the part that fills it. */
    SHARED,
    /** Its newest change is under probation. */
    PROBATION,
    /** The plugin of its part has left; the part's state is kept until it is back. */
    PARKED,
    /** Its part has failed; the slot waits for another one. */
    FAILED
}
