package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;

/**
 * The numbers of an observation that skills act on: the first ones of a field.
 *
 * @param name the field
 * @param offset where it begins in an observation
 * @param components how many numbers count, n
 * @param row numbers of an observation, o
 */
record ObjectField(String name, int offset, int components, int row) {
    static ObjectField of(Space observation, String field, int components) {
        int offset;
        try {
            offset = observation.offset(field);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException("field", e.getMessage());
        }
        int width = observation.field(field).width();
        if (components > width) {
            throw new InvalidConfigException(
                    "components",
                    "found " + components + ", allowed is at most " + width + ", the width of '" + field + "'");
        }
        return new ObjectField(field, offset, components, observation.width());
    }

    /** Copies the numbers out of all rows of an observation field, times a factor, to [rows, n]. */
    void gather(Batch batch, String observations, float factor, float[] target) {
        float[] source = batch.numbers(observations);
        for (int i = 0; i < batch.rows(); i++) {
            for (int k = 0; k < components; k++) {
                target[i * components + k] = factor * source[i * row + offset + k];
            }
        }
    }
}
