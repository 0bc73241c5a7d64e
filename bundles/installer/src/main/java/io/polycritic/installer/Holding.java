package io.polycritic.installer;

import org.osgi.framework.Bundle;

/**
 * A bundle of the data folder.
 *
 * @param described the bundle
 * @param loaded what the framework has of it, or null
 * @param recalled whether it is loaded for the sake of runs that were made with it, and not at each start
 * @param stays until when it is not retired, as {@link System#nanoTime()} counts: a run that is being prepared may take
 *     it
 * @param problem why it is not loaded at start as it should be, else empty
 */
record Holding(Described described, Bundle loaded, boolean recalled, long stays, String problem) {
    /** Only the jar is there. */
    static Holding kept(Described described) {
        return new Holding(described, null, false, 0, "");
    }

    static Holding broken(Described described, String problem) {
        return new Holding(described, null, false, 0, problem);
    }

    boolean isLoaded() {
        return loaded != null;
    }

    boolean isKept() {
        return loaded == null && problem.isEmpty();
    }
}
