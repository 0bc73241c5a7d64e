package io.polycritic.conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of the README are those of the code. */
class ReadmeTest {
    private static List<String> rows(String heading) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        return readme.substring(readme.indexOf(heading))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    @Test
    void functions() throws IOException {
        assertEquals(
                Arrays.stream(Statistic.values())
                        .map(statistic ->
                                "| `" + statistic.function() + (statistic.windowed() ? "(series, n)" : "(series)")
                                        + "` | " + statistic.text() + " | "
                                        + (statistic.windowed() ? statistic.longest() + " " : "") + "|")
                        .toList(),
                rows("| function |"));
    }

    @Test
    void guards() throws IOException {
        assertEquals(
                Arrays.stream(Preset.values())
                        .map(preset -> "| `" + preset.id() + "` | " + preset.text() + " |")
                        .toList(),
                rows("| name | trips"));
    }
}
