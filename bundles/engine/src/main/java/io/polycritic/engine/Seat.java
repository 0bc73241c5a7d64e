package io.polycritic.engine;

import io.polycritic.api.plugin.Kind;
import io.polycritic.catalog.Plugin;
import java.util.Map;

/**
 * What an occupant is made from.
 *
 * @param path the slot's path
 * @param plugin the plugin
 * @param config its whole configuration
 * @param counts how often the slot has changed
 * @param weight the weight of the slot's signal at first
 * @param rules what does not concern the part itself
 */
record Seat(String path, Plugin plugin, Map<String, Object> config, Counts counts, double weight, Rules rules) {
    /**
     * How often a slot has changed.
     *
     * @param generation its occupant; later occupants draw other random numbers
     * @param began its occupant at once, so that episodes begin anew; not where the environment changes gradually
     * @param revision its occupant, or one of its settings, or its part was made again
     */
    record Counts(int generation, int began, int revision) {
        static final Counts FIRST = new Counts(0, 0, 0);

        Counts next(boolean anew) {
            return new Counts(generation + 1, anew ? began + 1 : began, revision + 1);
        }

        Counts again() {
            return new Counts(generation, began, revision + 1);
        }
    }

    /**
     * Rules of a slot.
     *
     * @param every for an evaluator: evaluate after so many updates
     * @param onFault what is done when the part fails
     */
    record Rules(int every, OnFault onFault) {
        static final Rules NONE = new Rules(0, OnFault.FAIL);
    }

    Kind kind() {
        return Kind.ofPath(path);
    }

    /** The same place for another part. */
    Seat next(Plugin other, Map<String, Object> otherConfig, double otherWeight, boolean anew) {
        return new Seat(path, other, otherConfig, counts.next(anew), otherWeight, rules);
    }

    /** The same part with another configuration, or of another instance of its plugin. */
    Seat again(Plugin same, Map<String, Object> otherConfig, double present) {
        return new Seat(path, same, otherConfig, counts.again(), present, rules);
    }
}
