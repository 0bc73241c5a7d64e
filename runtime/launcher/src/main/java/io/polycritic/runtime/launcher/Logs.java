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
    private static final long LIMIT = 10L << 20;
    private static final int KEPT = 5;
    private static final String LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$-7s %3$s: %5$s%6$s%n";

    private Logs() {}

    /** Begins to log. */
    static void begin(Installation installation, Path file, Terminal terminal) {
        System.setProperty("java.util.logging.SimpleFormatter.format", LINE);
        try {
            Path levels = installation.root().resolve("conf/logging.properties");
            byte[] settings = Files.exists(levels)
                    ? Files.readAllBytes(levels)
                    : ".level=INFO".getBytes(StandardCharsets.US_ASCII);
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings));
            Handler handler = new LogFile(file, LIMIT, KEPT);
            handler.setLevel(Level.ALL);
            handler.setFormatter(new java.util.logging.SimpleFormatter());
            handler.setEncoding(StandardCharsets.UTF_8.name());
            Logger.getLogger("").addHandler(handler);
        } catch (IOException e) {
            throw Failure.usage("--data", "'" + file + "' cannot be written: " + e.getMessage());
        }
        Logger.getLogger("").addHandler(new Warnings(terminal));
        captureOutput();
    }

    /** Nothing is logged until {@link #begin}, or no more. */
    static void silence() {
        LogManager.getLogManager().reset();
    }

    /** What libraries print, stack traces among it, is logged: the streams belong to {@link Terminal}. */
    private static void captureOutput() {
        System.setOut(new LoggingStream("stdout"));
        System.setErr(new LoggingStream("stderr"));
    }

    /** Logs whole lines; {@code printStackTrace} and {@code println} come in through these. */
    private static final class LoggingStream extends PrintStream {
        private final Logger logger;

        LoggingStream(String name) {
            super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            logger = Logger.getLogger(name);
        }

        @Override
        public void println(String line) {
            logger.info(line);
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

    /** Warnings as single lines; the framework's own are told shorter by {@link Framework}. */
    private static final class Warnings extends Handler {
        private static final String FRAMEWORK = "org.apache.felix.framework";

        private final Terminal terminal;
        private final Formatter formatter = new java.util.logging.SimpleFormatter();

        Warnings(Terminal terminal) {
            this.terminal = terminal;
            setLevel(Level.WARNING);
        }

        @Override
        public void publish(LogRecord logRecord) {
            if (isLoggable(logRecord)
                    && !String.valueOf(logRecord.getLoggerName()).startsWith(FRAMEWORK)) {
                String message = formatter.formatMessage(logRecord).replaceAll("\\s*\\R\\s*", " ");
                Throwable thrown = logRecord.getThrown();
                String cause = thrown == null ? "" : " (" + thrown + ")";
                terminal.note(logRecord.getLevel() + " " + message + cause.replaceAll("\\s*\\R\\s*", " "));
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
