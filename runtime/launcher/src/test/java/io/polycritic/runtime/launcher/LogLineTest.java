package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogLineTest {
    private static LogRecord warning(String message, Throwable thrown) {
        LogRecord made = new LogRecord(Level.WARNING, message);
        made.setLoggerName("some.logger");
        made.setThrown(thrown);
        return made;
    }

    @Test
    void aMessageIsOneObjectOnOneLine() throws Exception {
        MDC.put("request", "1a2b");
        Thread.currentThread().setName("polycritic-run-slim-1");
        String line;
        try {
            line = LogLine.of("json").format(warning("two\nlines \"quoted\"", new IllegalStateException("why")));
        } finally {
            MDC.remove("request");
            Thread.currentThread().setName("main");
        }
        assertEquals(line.length() - 1, line.indexOf('\n'));
        JsonNode object = Json.MAPPER.readTree(line);
        assertEquals("two\nlines \"quoted\"", object.get("message").asText());
        assertEquals("WARNING", object.get("level").asText());
        assertEquals("some.logger", object.get("logger").asText());
        assertEquals("slim-1", object.get("run").asText());
        assertEquals("1a2b", object.get("request").asText());
        assertEquals("polycritic-run-slim-1", object.get("thread").asText());
        assertTrue(object.get("trace").asText().contains("LogLineTest"));
        assertTrue(object.get("time").asText().endsWith("Z"));
    }

    @Test
    void secretsAreBlottedOut() {
        for (String format : new String[] {"text", "json"}) {
            String message =
                    "sent 'Authorization: Bearer abcDEF-123_x' with password=hunter2000 and token: \"qwertz12\"";
            String line = LogLine.of(format).format(warning(message, new IllegalStateException("Bearer zyxwvu98")));
            for (String secret : new String[] {"abcDEF", "hunter2000", "qwertz12", "zyxwvu98"}) {
                assertFalse(line.contains(secret), line);
            }
            assertTrue(line.contains("Bearer ********"), line);
        }
        assertEquals("the token is in the file token", LogLine.safe("the token is in the file token"));
    }
}
