package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** How a message is written: as text, or as one JSON object on one line. Access tokens are blotted out in both. */
final class LogLine {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(\\bbearer\\s+|\\b(?:token|password|secret)[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"',;&)]{6,}");
    /** How the engine names the threads of runs, before the run's id. */
    private static final String RUN_THREAD = "polycritic-run-";

    private static final String BLOT = "$1********";

    private LogLine() {}

    /** The formatter of a setting's value. */
    static Formatter of(String format) {
        return format.equals("json") ? new JsonLine() : new TextLine();
    }

    /** A text without what opens doors. */
    static String safe(String text) {
        return text == null ? "" : SECRET.matcher(text).replaceAll(BLOT);
    }

    /** A message that no logger has written, as one of this program's. */
    static String json(String message) {
        LogRecord logRecord = new LogRecord(Level.INFO, message);
        logRecord.setLoggerName("polycritic");
        return new JsonLine().format(logRecord).strip();
    }

    private static final class TextLine extends Formatter {
        private final Formatter usual = new SimpleFormatter();

        @Override
        public String format(LogRecord logRecord) {
            return safe(usual.format(logRecord));
        }
    }

    /** Called by the thread that logs, so that the thread and what it does are known. */
    private static final class JsonLine extends Formatter {
        @Override
        public String format(LogRecord logRecord) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("time", Instant.ofEpochMilli(logRecord.getMillis()).toString());
            line.put("level", logRecord.getLevel().getName());
            line.put("logger", String.valueOf(logRecord.getLoggerName()));
            String thread = Thread.currentThread().getName();
            line.put("thread", thread);
            if (thread.startsWith(RUN_THREAD)) {
                line.put("run", thread.substring(RUN_THREAD.length()));
            }
            Map<String, String> context = MDC.getCopyOfContextMap();
            if (context != null) {
                line.putAll(context);
            }
            line.put("message", safe(formatMessage(logRecord)));
            Throwable thrown = logRecord.getThrown();
            if (thrown != null) {
                StringWriter trace = new StringWriter();
                thrown.printStackTrace(new PrintWriter(trace));
                line.put("error", safe(String.valueOf(thrown)));
                line.put("trace", safe(trace.toString()));
            }
            try {
                return Json.MAPPER.writeValueAsString(line) + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
