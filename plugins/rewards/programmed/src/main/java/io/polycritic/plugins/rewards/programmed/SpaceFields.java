package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;

/** Finds the fields that settings name. */
final class SpaceFields {
    private SpaceFields() {}

    /** Where a field begins; a field that does not exist is the fault of the setting that names it. */
    static int offset(Space space, String setting, String field) {
        try {
            return space.offset(field);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(setting, e.getMessage());
        }
    }
}
