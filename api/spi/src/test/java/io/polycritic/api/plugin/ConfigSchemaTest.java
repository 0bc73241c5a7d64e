package io.polycritic.api.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {
    enum Shape {
        ROUND,
        VERY_FLAT
    }

    @interface Config {
        @Setting(value = "Discount.", min = 0, max = 1, live = true)
        double discount() default 0.99;

        @Setting(value = "Epochs.", min = 1)
        int epochs() default 4;

        @Setting("Seed.")
        long seed() default 5_000_000_000L;

        @Setting("Shape.")
        Shape shape() default Shape.VERY_FLAT;

        @Setting(value = "Widths.", min = 1)
        int[] hidden() default {64, 64};

        @Setting("Name.")
        String name();
    }

    private static final ConfigSchema<Config> SCHEMA = ConfigSchema.of(Config.class);

    private static Map<String, Object> with(Object... pairs) {
        Map<String, Object> values = new HashMap<>(Map.of("name", "n"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return values;
    }

    private static void refused(String key, String why, Object... pairs) {
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> SCHEMA.create(with(pairs)));
        assertEquals(key, refused.path());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void defaultsComeFromTheAnnotation() {
        Config config = SCHEMA.create(with());
        assertEquals(0.99, config.discount());
        assertEquals(4, config.epochs());
        assertEquals(5_000_000_000L, config.seed());
        assertEquals(Shape.VERY_FLAT, config.shape());
        assertArrayEquals(new int[] {64, 64}, config.hidden());
    }

    @Test
    void settingsAreLiveWhereTheAnnotationSaysSo() {
        List<String> live = SCHEMA.settings().stream()
                .filter(SettingSpec::live)
                .map(SettingSpec::key)
                .toList();
        assertEquals(List.of("discount"), live);
    }

    @Test
    void valuesReplaceDefaults() {
        Config config = SCHEMA.create(with(
                "discount", 1, "epochs", 7L, "seed", -3, "shape", "round", "hidden", List.of(8, 16L), "name", "other"));
        assertEquals(1, config.discount());
        assertEquals(7, config.epochs());
        assertEquals(-3, config.seed());
        assertEquals(Shape.ROUND, config.shape());
        assertArrayEquals(new int[] {8, 16}, config.hidden());
        assertEquals("other", config.name());
    }

    @Test
    void anArraysOwnerCannotBeChangedThroughIt() {
        Config config = SCHEMA.create(with());
        config.hidden()[0] = 1;
        assertArrayEquals(new int[] {64, 64}, config.hidden());
    }

    @Test
    void wrongValuesAreRefusedByName() {
        refused("discount", "from 0 to 1", "discount", 1.01);
        refused("discount", "a number", "discount", "0.5");
        refused("discount", "NaN", "discount", Double.NaN);
        refused("epochs", "a whole number of at least 1", "epochs", 2.7);
        refused("epochs", "a whole number", "epochs", 5_000_000_000L);
        refused("shape", "[round, very-flat]", "shape", "square");
        refused("hidden", "a list", "hidden", 3);
        refused("hidden[1]", "at least 1", "hidden", List.of(3, 0));
        refused("name", "text", "name", 3);
    }

    @Test
    void unknownKeysNameTheNearest() {
        refused("discuont", "did you mean 'discount'?", "discuont", 0.5);
        refused("zzzzzzzzz", "Allowed are", "zzzzzzzzz", 0.5);
    }

    @Test
    void aSettingWithoutDefaultIsRequired() {
        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, () -> SCHEMA.create(Map.of("epochs", 1)));
        assertEquals("name", refused.path());
        SettingSpec name = SCHEMA.settings().stream()
                .filter(setting -> setting.key().equals("name"))
                .findFirst()
                .orElseThrow();
        assertNull(name.defaultValue());
    }

    @Test
    void completeGivesPlainValues() {
        Map<String, Object> complete = SCHEMA.complete(with("epochs", 7.0));
        assertEquals(7L, complete.get("epochs"));
        assertEquals("very-flat", complete.get("shape"));
        assertEquals(Arrays.asList(64L, 64L), complete.get("hidden"));
    }

    @interface Undescribed {
        int value() default 1;
    }

    @Test
    void aMethodWithoutSettingIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> ConfigSchema.of(Undescribed.class));
    }
}
