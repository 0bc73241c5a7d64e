package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;

/** Finds the fields that settings name. */
final class SpaceFields {
    private SpaceFields() {}

    /**
     * Where a field of at least so many numbers begins; one that does not exist is the fault of the setting that names
     * it.
     */
    static int offset(Space space, String setting, String field, int components) {
        int offset;
        try {
            offset = space.offset(field);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(setting, e.getMessage());
        }
        int width = space.field(field).width();
        if (width < components) {
            throw new InvalidConfigException(
                    setting, "'" + field + "' has " + width + " numbers, at least " + components + " are needed");
        }
        return offset;
    }
}
