package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.control.JournalEntry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTextTest {
    private static String text(String type, Map<String, Object> data) {
        return JournalText.of(new JournalEntry(1, "2026-01-01T00:00:00Z", 0, type, data));
    }

    @Test
    void saysWhatHappened() {
        assertEquals(
                "ticket 3, critics.task: value@2, warm",
                text(
                        "swap",
                        Map.of(
                                "ticket",
                                3,
                                "slot",
                                "critics.task",
                                "plugin",
                                "value@2",
                                "how",
                                Map.of("mode", "warm"))));
        assertEquals(
                "ticket 3, critics.task: nothing, cold",
                text("swap", Map.of("ticket", 3, "slot", "critics.task", "plugin", "", "how", Map.of("mode", "cold"))));
        assertEquals(
                "ticket 4, critics.task: weight=2",
                text(
                        "set",
                        Map.of("ticket", 4, "slot", "critics.task", "how", Map.of("setting", "weight", "value", 2))));
        assertEquals(
                "ticket 3, critics.task is ROLLED_BACK: the guard tripped",
                text(
                        "rollback",
                        Map.of(
                                "record",
                                Map.of(
                                        "id",
                                        3,
                                        "slot",
                                        "critics.task",
                                        "state",
                                        "ROLLED_BACK",
                                        "problem",
                                        Map.of("message", "the guard\ntripped")))));
        assertEquals(
                "critics.task: threw",
                text("park", Map.of("slot", "critics.task", "problem", Map.of("message", "threw"))));
        assertEquals("seed 7", text("created", Map.of("seed", 7)));
        assertEquals("", text("paused", Map.of()));
    }

    @Test
    void bearsEntriesThatItDoesNotUnderstand() {
        assertEquals("ticket ?, ?: nothing, ?", text("swap", Map.of()));
        assertEquals(104, text("later", Map.of("x", "y".repeat(200))).length());
    }
}
