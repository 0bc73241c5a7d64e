package io.polycritic.api.testkit;

import io.polycritic.api.plugin.ConfigSchema;
import io.polycritic.api.plugin.SettingSpec;
import java.util.ArrayList;
import java.util.List;

/** Finds other values for live settings. */
final class LiveSettings {
    private LiveSettings() {}

    /** Those settings of a plugin that are live. */
    static List<SettingSpec> of(ConfigSchema<?> schema) {
        return schema.settings().stream().filter(SettingSpec::live).toList();
    }

    /**
     * Values near the present one, or all others of a choice; none for text. A part may still refuse some of them.
     *
     * @param now the present value, as {@link ConfigSchema#complete} gives it
     */
    static List<Object> others(SettingSpec setting, Object now) {
        if (now instanceof List<?> list) {
            List<Object> others = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                for (Object value : othersOfOne(setting, list.get(i))) {
                    List<Object> changed = new ArrayList<>(list);
                    changed.set(i, value);
                    others.add(changed);
                }
            }
            return others;
        }
        return othersOfOne(setting, now);
    }

    private static List<Object> othersOfOne(SettingSpec setting, Object now) {
        return switch (setting.type()) {
            case BOOLEAN -> List.of(!(Boolean) now);
            case INTEGER -> {
                long whole = (Long) now;
                yield List.of(whole + 1, whole - 1, 2 * whole, whole / 2);
            }
            case NUMBER -> {
                double number = (Double) now;
                yield number == 0 ? List.of(0.5, 0.01, -0.5) : List.of(number * 0.75, number * 1.25);
            }
            case CHOICE ->
                setting.options().stream()
                        .filter(option -> !option.equals(now))
                        .map(Object.class::cast)
                        .toList();
            case STRING -> List.of();
        };
    }
}
