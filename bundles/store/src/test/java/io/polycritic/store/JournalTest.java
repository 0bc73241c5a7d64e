package io.polycritic.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void threeEntries() {
        file = folder.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            journal.append(0, "created", Map.of());
            journal.append(
                    10, "swap", Map.of("slot", "critics.one", "weight", 0.5, "config", Map.of("a", List.of(1, 2))));
            journal.append(20, "done", Map.of());
        }
    }

    @Test
    void entriesSurviveReopening() {
        try (Journal journal = Journal.open(file)) {
            assertEquals("", journal.damage());
            assertEquals(3, journal.entries().size());
            Journal.Entry swap = journal.entries().get(1);
            assertEquals(2, swap.sequence());
            assertEquals(10, swap.update());
            assertEquals(0.5, swap.data().get("weight"));
            assertEquals(4, journal.append(21, "more", Map.of()).sequence());
        }
        assertEquals(4, Journal.read(file).size());
    }

    @Test
    void aCutEntryIsSetAsideAndSaid() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 5));
        try (Journal journal = Journal.open(file)) {
            assertEquals(2, journal.entries().size());
            assertTrue(journal.damage().contains("entry 3"), journal.damage());
            assertTrue(journal.damage().contains("cut"), journal.damage());
            journal.append(30, "again", Map.of());
        }
        assertEquals("again", Journal.read(file).get(2).type());
        assertTrue(Files.exists(folder.resolve("journal.damaged")));
    }

    @Test
    void anAlteredEntryEndsTheIntactPart() throws Exception {
        String text = Files.readString(file);
        Files.writeString(file, text.replace("0.5", "0.6"));
        try (Journal journal = Journal.open(file)) {
            assertEquals(1, journal.entries().size());
            assertTrue(journal.damage().contains("altered"), journal.damage());
        }
    }
}
