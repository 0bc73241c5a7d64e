package io.polycritic.api.plugin;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A named place in a run. Its occupant changes between two updates only; a part asks for it in each update and never
 * keeps it in a field.
 *
 * @param <T> the role of the occupant
 */
@ProviderType
public interface Slot<T extends Part> {
    /**
     * The slot's path.
     *
     * @return for example {@code critics.safety}
     */
    String path();

    /**
     * The slot's name within its role.
     *
     * @return for example {@code safety}
     */
    default String name() {
        return path().substring(path().indexOf('.') + 1);
    }

    /**
     * The part that fills the slot now.
     *
     * @return the occupant
     */
    T get();

    /**
     * Changes whenever what was built on the occupant must be built anew: graphs on a critic, episodes in a world. So
     * it does when the occupant changes, and when a newcomer begins to share the slot; not while lanes of a world go
     * over from one world to the next, for their episodes go on.
     *
     * @return 0 for the first occupant, more after each change
     */
    int generation();

    /**
     * How often the occupant was changed or made again with another value of a live setting. What was derived from the
     * occupant, such as a program that contains its parameters or rewards that it has scored, is out of date where this
     * number is another one.
     *
     * @return at least {@link #generation}
     */
    default int revision() {
        return generation();
    }

    /**
     * The weight of the slot's signal, a setting that may change between two updates.
     *
     * @return a finite number, 1 by default
     */
    double weight();
}
