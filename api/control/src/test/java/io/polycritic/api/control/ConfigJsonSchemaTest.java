package io.polycritic.api.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigJsonSchemaTest {
    @Test
    void settingsBecomeProperties() {
        PluginView plugin = new PluginView(
                "critic",
                "v-critic",
                "1.0.0",
                "some.bundle",
                "READY",
                "",
                "Judges states.",
                List.of(
                        new SettingView("discount", "number", false, "Discount.", "", 0.0, 1.0, List.of(), 0.99),
                        new SettingView("hidden", "integer", true, "Widths.", "units", 1.0, null, List.of(), List.of(64)),
                        new SettingView(
                                "activation", "choice", false, "Function.", "", null, null, List.of("relu", "tanh"), "tanh"),
                        new SettingView("reward", "string", false, "Reward slot.", "", null, null, List.of(), null)),
                List.of());
        Map<String, Object> schema = ConfigJsonSchema.of(plugin);
        assertEquals(false, schema.get("additionalProperties"));
        assertEquals(List.of("reward"), schema.get("required"));
        assertEquals(
                Map.of(
                        "discount",
                        Map.of("type", "number", "minimum", 0.0, "maximum", 1.0, "description", "Discount.", "default", 0.99),
                        "hidden",
                        Map.of(
                                "type", "array",
                                "items", Map.of("type", "integer", "minimum", 1.0),
                                "description", "Widths. [units]",
                                "default", List.of(64)),
                        "activation",
                        Map.of("type", "string", "enum", List.of("relu", "tanh"), "description", "Function.", "default", "tanh"),
                        "reward",
                        Map.of("type", "string", "description", "Reward slot.")),
                schema.get("properties"));
    }
}
