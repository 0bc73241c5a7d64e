package io.polycritic.api.control;

/**
 * The states of a run. {@code RUNNING <-> PAUSED}; both go to {@code STOPPED} (kept, can be continued), {@code DONE}
 * (its budget is spent) or {@code FAILED} (a part failed; can be continued from its last snapshot once the cause is
 * gone); {@code RUNNING -> WAITING_FOR_PLUGIN -> RUNNING} when the bundle of an occupant leaves and comes back.
 */
public enum RunState {
    /** Its thread makes updates. */
    RUNNING,
    /** It rests at a safe point until it is resumed. */
    PAUSED,
    /** The plugin of a slot has left; it rests at a safe point until the plugin is back. */
    WAITING_FOR_PLUGIN,
    /** It was stopped after a snapshot; it continues where it was when it is started again. */
    STOPPED,
    /** Its budget is spent. */
    DONE,
    /** A part failed; slot and cause are in the run's problem. */
    FAILED
}
