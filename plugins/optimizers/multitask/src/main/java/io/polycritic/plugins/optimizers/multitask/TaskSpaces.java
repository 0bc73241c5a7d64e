package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.tensor.Parameters;
import java.util.Map;
import java.util.TreeMap;

/** The rooms of all parameter vectors that an optimizer serves, by owner and the vector's name. */
final class TaskSpaces {
    private final Map<String, Map<String, TaskSpace>> spaces = new TreeMap<>();

    /** The room for a vector; a new one where it is another vector, or has other objectives. */
    TaskSpace of(String owner, Parameters parameters, Objectives objectives) {
        Map<String, TaskSpace> owned = spaces.get(owner);
        TaskSpace found = owned == null ? null : owned.get(parameters.name());
        if (found == null || !found.fits(parameters, objectives)) {
            found = new TaskSpace(parameters, objectives);
            spaces.computeIfAbsent(owner, key -> new TreeMap<>()).put(parameters.name(), found);
        }
        return found;
    }

    void forget(String owner) {
        spaces.remove(owner);
    }
}
