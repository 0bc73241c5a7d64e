package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartSettingsTest {
    @TempDir
    Path folder;

    @Test
    void readsSingleSettings() {
        assertEquals(
                Map.of("discount", 0.9, "epochs", 4, "hidden", List.of(64, 64), "scale", true, "kind", "plain=x"),
                PartSettings.read(
                        List.of("discount=0.9", "epochs=4", "hidden=[64, 64]", "scale=true", "kind=plain=x")));
        assertEquals(Map.of("name", ""), PartSettings.read(List.of("name=")));
    }

    @Test
    void readsObjectsAndFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("part.json"), "{\"a\": 1, \"b\": 2}");
        assertEquals(Map.of("a", 1, "b", 3, "c", 4), PartSettings.read(List.of(file.toString(), "{\"b\": 3}", "c=4")));
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        Failure failure = assertThrows(Failure.class, () -> PartSettings.read(List.of("discount")));
        assertEquals(
                "--config: 'discount' is neither key=value nor a JSON object nor a file that can be read",
                failure.line());
        assertThrows(Failure.class, () -> PartSettings.read(List.of("{\"a\": ")));
        assertThrows(Failure.class, () -> PartSettings.read(List.of("{\"a\": 1} {")));
    }
}
