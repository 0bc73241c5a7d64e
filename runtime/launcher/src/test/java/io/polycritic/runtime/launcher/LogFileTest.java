package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        LogFile log = new LogFile(path, 10, 2);
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
        LogFile log = new LogFile(path, 1000, 1);
        log.setFormatter(new java.util.logging.SimpleFormatter());
        log.publish(new LogRecord(Level.INFO, "after"));
        log.close();
        String text = Files.readString(path);
        assertEquals(0, text.indexOf("before "));
        assertFalse(text.indexOf("after") < 0);
    }
}
