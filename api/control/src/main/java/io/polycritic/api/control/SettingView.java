package io.polycritic.api.control;

import java.util.List;

/**
 * One setting of a plugin.
 *
 * @param key its key
 * @param type {@code boolean}, {@code integer}, {@code number}, {@code string} or {@code choice}
 * @param list whether it is a list of these
 * @param description one sentence
 * @param unit the unit, maybe empty
 * @param min the least value, or null
 * @param max the greatest value, or null
 * @param options the values of a choice
 * @param defaultValue the default, or null where the setting is required
 * @param live whether it may be changed in a running part without a swap
 */
public record SettingView(
        String key,
        String type,
        boolean list,
        String description,
        String unit,
        Double min,
        Double max,
        List<String> options,
        Object defaultValue,
        boolean live) {}
