package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheLastFullFiles() throws IOException {
        Path path = folder.resolve("a.log");
        LogFile log = new LogFile(path, new LogFile.Bounds(10, 2, 30));
        log.setFormatter(new Formatter() {
            @Override
            public String format(LogRecord logRecord) {
                return logRecord.getMessage();
            }
        });
        for (String message : new String[] {"1-------", "2-------", "3-----------", "4-----------", "5-"}) {
            log.publish(new LogRecord(Level.INFO, message));
        }
        log.close();
        assertEquals("5-", Files.readString(path));
        assertEquals("4-----------", Files.readString(folder.resolve("a.log.1")));
        assertEquals("3-----------", Files.readString(folder.resolve("a.log.2")));
        assertFalse(Files.exists(folder.resolve("a.log.3")));
    }

    @Test
    void appendsToWhatThereIs() throws IOException {
        Path path = Files.writeString(folder.resolve("a.log"), "before ");
        LogFile log = new LogFile(path, new LogFile.Bounds(1000, 1, 30));
        log.setFormatter(new java.util.logging.SimpleFormatter());
        log.publish(new LogRecord(Level.INFO, "after"));
        log.close();
        String text = Files.readString(path);
        assertEquals(0, text.indexOf("before "));
        assertFalse(text.indexOf("after") < 0);
    }

    /** A file is set aside when it is old, however small, and what was set aside is deleted when it is. */
    @Test
    void setsOldFilesAside() throws IOException {
        Path path = folder.resolve("a.log");
        Path older = Files.writeString(folder.resolve("a.log.1"), "of long ago");
        Files.setLastModifiedTime(older, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        Path beyond = Files.writeString(folder.resolve("a.log.9"), "of a time when ten were kept");
        LogFile log = new LogFile(path, new LogFile.Bounds(1000, 3, 7));
        log.setFormatter(new java.util.logging.SimpleFormatter());
        assertFalse(Files.exists(older));
        assertFalse(Files.exists(beyond));
        log.publish(at("today", 0));
        log.publish(at("within the week", 6));
        assertFalse(Files.exists(folder.resolve("a.log.1")));
        log.publish(at("next week", 8));
        log.close();
        // By that day the file that was set aside is too old itself.
        assertFalse(Files.exists(folder.resolve("a.log.1")));
        assertFalse(Files.readString(path).contains("today"));
        assertTrue(Files.readString(path).contains("next week"));
    }

    private static LogRecord at(String message, int days) {
        LogRecord made = new LogRecord(Level.INFO, message);
        made.setInstant(Instant.now().plus(Duration.ofDays(days)));
        return made;
    }
}
