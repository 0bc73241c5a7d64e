package io.polycritic.api.plugin;

import java.util.List;

/**
 * One setting of a plugin, as read from its configuration annotation.
 *
 * @param key the key
 * @param type what its values are
 * @param list whether it is a list of these
 * @param description one sentence
 * @param unit the unit, maybe empty
 * @param min the least number, maybe negative infinity
 * @param max the greatest number, maybe infinity
 * @param live whether it may be changed in a running part, see {@link Setting#live}
 * @param options the values of a choice, else empty
 * @param defaultValue the default as a plain value (Boolean, Long, Double, String or a List of these); null where the
 *     setting is required
 */
public record SettingSpec(
        String key,
        Type type,
        boolean list,
        String description,
        String unit,
        double min,
        double max,
        boolean live,
        List<String> options,
        Object defaultValue) {
    /** The types of settings. */
    public enum Type {
        /** true or false. */
        BOOLEAN,
        /** A whole number. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** Text. */
        STRING,
        /** One of a list of names. */
        CHOICE
    }
}
