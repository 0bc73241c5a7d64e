package io.polycritic.api.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigJsonSchemaTest {
    private static final SettingView DISCOUNT =
            new SettingView("discount", "number", false, "Discount.", "", 0.0, 1.0, List.of(), 0.99, true);
    private static final SettingView HIDDEN =
            new SettingView("hidden", "integer", true, "Widths.", "units", 1.0, null, List.of(), List.of(64), false);
    private static final SettingView ACTIVATION = new SettingView(
            "activation", "choice", false, "Function.", "", null, null, List.of("relu", "tanh"), "tanh", false);
    private static final SettingView REWARD =
            new SettingView("reward", "string", false, "Reward slot.", "", null, null, List.of(), null, false);

    private static Map<String, Object> schema(SettingView... settings) {
        return ConfigJsonSchema.of(new PluginView(
                "critic",
                "v-critic",
                "1.0.0",
                "some.bundle",
                "READY",
                "",
                "Judges states.",
                "",
                List.of(settings),
                List.of()));
    }

    private static Object property(SettingView setting) {
        return ((Map<?, ?>) schema(setting).get("properties")).get(setting.key());
    }

    @Test
    void nothingButTheSettingsIsAllowed() {
        Map<String, Object> schema = schema(DISCOUNT, REWARD);
        assertEquals(false, schema.get("additionalProperties"));
        assertEquals(List.of("reward"), schema.get("required"));
        assertEquals("critic v-critic@1.0.0", schema.get("title"));
    }

    @Test
    void settingsBecomeProperties() {
        assertEquals(
                Map.of(
                        "type",
                        "number",
                        "minimum",
                        0.0,
                        "maximum",
                        1.0,
                        "description",
                        "Discount.",
                        "default",
                        0.99,
                        "x-live",
                        true),
                property(DISCOUNT));
        assertEquals(
                Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of("type", "integer", "minimum", 1.0),
                        "description",
                        "Widths. [units]",
                        "default",
                        List.of(64)),
                property(HIDDEN));
        assertEquals(
                Map.of(
                        "type",
                        "string",
                        "enum",
                        List.of("relu", "tanh"),
                        "description",
                        "Function.",
                        "default",
                        "tanh"),
                property(ACTIVATION));
        assertEquals(Map.of("type", "string", "description", "Reward slot."), property(REWARD));
    }
}
