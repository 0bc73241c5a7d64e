package io.polycritic.api.experience;

/**
 * Whether an episode goes on after a step. A truncated episode was cut by a limit: the state that follows still has a
 * value, to be bootstrapped; a terminated one has none. In batches an ending is its ordinal.
 */
public enum Ending {
    /** The episode goes on. */
    RUNNING,
    /** The episode ended by the rules of the world; no value follows. */
    TERMINATED,
    /** The episode was cut by a time limit; the value of the next state follows. */
    TRUNCATED
}
