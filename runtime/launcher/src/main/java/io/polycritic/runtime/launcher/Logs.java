package io.polycritic.runtime.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Where messages go: those from INFO on to the data folder's log file, with stack traces; those from WARNING on as one
 * line to standard error too. {@code conf/logging.properties} sets the levels by logger. {@code System.Logger} and
 * SLF4J both end in {@code java.util.logging}, here and in every bundle.
 */
final class Logs {
    private static final String LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$-7s %3$s: %5$s%6$s%n";

    private Logs() {}

    /**
     * Begins to log.
     *
     * @param levels says what is logged, by logger
     * @param file the file
     */
    static void begin(Path levels, Settings settings, Path file, Terminal terminal) {
        System.setProperty("java.util.logging.SimpleFormatter.format", LINE);
        try {
            byte[] given = Files.exists(levels)
                    ? Files.readAllBytes(levels)
                    : ".level=INFO".getBytes(StandardCharsets.US_ASCII);
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(given));
            Handler handler = new LogFile(
                    file,
                    new LogFile.Bounds(
                            settings.number("log.file.mib") << 20,
                            (int) settings.number("log.files"),
                            settings.number("log.days")));
            handler.setLevel(Level.ALL);
            handler.setFormatter(LogLine.of(settings.text("log.format")));
            handler.setEncoding(StandardCharsets.UTF_8.name());
            Logger.getLogger("").addHandler(handler);
        } catch (IOException e) {
            throw Failure.usage("--data", "'" + file + "' cannot be written: " + e.getMessage());
        }
        boolean json = settings.text("log.format").equals("json");
        if (json) {
            terminal.notesAs(LogLine::json);
        }
        Logger.getLogger("").addHandler(new Warnings(terminal, Level.parse(settings.text("log.stderr")), json));
        captureOutput();
    }

    /**
     * Nothing is logged until {@link #begin}, or no more. What libraries print to standard output is none of the
     * command's answer, with or without a log.
     */
    static void silence() {
        LogManager.getLogManager().reset();
        System.setOut(new LoggingStream("stdout"));
    }

    /** What libraries print, stack traces among it, is logged: the streams belong to {@link Terminal}. */
    private static void captureOutput() {
        System.setOut(new LoggingStream("stdout"));
        System.setErr(new LoggingStream("stderr"));
    }

    /** Logs whole lines; {@code printStackTrace} and {@code println} come in through these. */
    private static final class LoggingStream extends PrintStream {
        /** How a library begins what is for its developers alone, when it has found no logger. */
        private static final String TRIFLE = "[DEBUG]";

        private final Logger logger;

        LoggingStream(String name) {
            super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            logger = Logger.getLogger(name);
        }

        @Override
        public void println(String line) {
            logger.log(line != null && line.startsWith(TRIFLE) ? Level.FINE : Level.INFO, line);
        }

        @Override
        public void println(Object line) {
            logger.info(String.valueOf(line));
        }

        @Override
        public void print(String text) {
            if (!text.isBlank()) {
                logger.info(text);
            }
        }
    }

    /** Messages as single lines; the framework's own are told shorter by {@link Framework}. */
    private static final class Warnings extends Handler {
        private static final String FRAMEWORK = "org.apache.felix.framework";

        private final Terminal terminal;
        private final boolean json;
        private final Formatter formatter;

        Warnings(Terminal terminal, Level level, boolean json) {
            this.terminal = terminal;
            this.json = json;
            this.formatter = LogLine.of(json ? "json" : "text");
            setLevel(level);
        }

        @Override
        public void publish(LogRecord logRecord) {
            if (isLoggable(logRecord)
                    && !String.valueOf(logRecord.getLoggerName()).startsWith(FRAMEWORK)) {
                if (json) {
                    terminal.line(formatter.format(logRecord).strip());
                    return;
                }
                String message = formatter.formatMessage(logRecord).replaceAll("\\s*\\R\\s*", " ");
                Throwable thrown = logRecord.getThrown();
                String cause = thrown == null ? "" : " (" + thrown + ")";
                terminal.note(
                        LogLine.safe(logRecord.getLevel() + " " + message + cause.replaceAll("\\s*\\R\\s*", " ")));
            }
        }

        @Override
        public void flush() {
            // The terminal keeps nothing back.
        }

        @Override
        public void close() {
            // The terminal outlives the log.
        }
    }
}
