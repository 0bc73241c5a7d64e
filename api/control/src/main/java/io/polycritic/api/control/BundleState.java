package io.polycritic.api.control;

/** The states of a bundle that people have added. */
public enum BundleState {
    /** New runs take its plugins. */
    ACTIVE,
    /** A higher version is there; it is removed as soon as no slot of a live run has a part of it. */
    RETIRED,
    /** Only its jar is there, for runs that were made with it; it is loaded when such a run needs it. */
    KEPT,
    /** It does not work on this platform any more; its problem says why. */
    BROKEN,
    /** It is gone. */
    REMOVED
}
