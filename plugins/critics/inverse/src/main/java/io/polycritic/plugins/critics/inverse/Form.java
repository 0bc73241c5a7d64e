package io.polycritic.plugins.critics.inverse;

/** What a critic values. */
public enum Form {
    /** Joint actions; averaged over the others' policies. */
    JOINT,
    /** The agent's own actions. */
    DIRECT
}
