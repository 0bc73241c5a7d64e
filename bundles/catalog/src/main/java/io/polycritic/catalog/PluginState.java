package io.polycritic.catalog;

/** Whether a plugin can be used. */
public enum PluginState {
    /** New runs take it. */
    READY,
    /** Its component waits for a service; the reason names it. */
    WAITING,
    /** Its configuration annotation or its id is wrong; the reason says how. */
    INVALID,
    /** A higher version of the same id is there; runs that pin this version still use it. */
    SHADOWED
}
