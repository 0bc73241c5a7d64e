package io.polycritic.api.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration of a plugin as a JSON Schema document (draft 2020-12), for editors and forms. */
public final class ConfigJsonSchema {
    private ConfigJsonSchema() {}

    /**
     * Makes the schema.
     *
     * @param plugin a plugin
     * @return the document: an object whose properties are the plugin's settings, others not allowed; those that may be
     *     changed in a running part are marked {@code "x-live": true}
     */
    public static Map<String, Object> of(PluginView plugin) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (SettingView setting : plugin.settings()) {
            properties.put(setting.key(), property(setting));
            if (setting.defaultValue() == null) {
                required.add(setting.key());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", plugin.kind() + " " + plugin.id() + "@" + plugin.version());
        schema.put("description", plugin.description());
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> property(SettingView setting) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("type", setting.type().equals("choice") ? "string" : setting.type());
        if (setting.min() != null) {
            one.put("minimum", setting.min());
        }
        if (setting.max() != null) {
            one.put("maximum", setting.max());
        }
        if (setting.type().equals("choice")) {
            one.put("enum", setting.options());
        }
        Map<String, Object> property = one;
        if (setting.list()) {
            property = new LinkedHashMap<>();
            property.put("type", "array");
            property.put("items", one);
        }
        String unit = setting.unit().isEmpty() ? "" : " [" + setting.unit() + "]";
        property.put("description", setting.description() + unit);
        if (setting.defaultValue() != null) {
            property.put("default", setting.defaultValue());
        }
        if (setting.live()) {
            property.put("x-live", true);
        }
        return property;
    }
}
