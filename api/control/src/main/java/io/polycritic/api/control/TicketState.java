package io.polycritic.api.control;

/** The states of a swap, in order; {@code REJECTED} before it touched the run. */
public enum TicketState {
    /** Asked for. */
    REQUESTED,
    /** The new part is made, checked and has its state. */
    PREPARED,
    /** The new part fills the slot. */
    APPLIED,
    /** It is being watched. */
    PROBATION,
    /** It stays. */
    COMMITTED,
    /** It was refused; the run never noticed. */
    REJECTED,
    /** The state from before the swap is back. */
    ROLLED_BACK
}
