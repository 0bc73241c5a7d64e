package io.polycritic.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The metrics of a run, one JSON object a line: {@code {"update":..,"steps":..,"values":{series:number}}}. Numbers that
 * are not finite are written as text. Written by the run's thread through a buffer; on disk up to the last
 * {@link #flush}.
 */
public final class MetricsFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final BufferedWriter writer;

    /** One line. */
    public record Line(long update, long steps, Map<String, Double> values) {}

    /**
     * Takes the lines of a file.
     *
     * @param <E> what ends the reading
     */
    @FunctionalInterface
    public interface Reader<E extends Exception> {
        /** Takes one line. */
        void line(Line line) throws E;
    }

    /** Opens the file and cuts it to the length that it had at a snapshot; 0 begins anew. */
    public MetricsFile(Path file, long keepBytes) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
        cut(keepBytes);
    }

    /** Writes one line. */
    public void write(Line line) {
        try {
            writer.write(Json.line(line));
            writer.write('\n');
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /** Hands everything to the operating system. */
    public long flush() {
        try {
            writer.flush();
            return channel.size();
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /** Cuts the file to the length that it had at a snapshot. */
    public void cut(long keepBytes) {
        try {
            writer.flush();
            if (channel.size() > keepBytes) {
                channel.truncate(keepBytes);
            }
            channel.position(channel.size());
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /** Reads all whole lines of a file, one after another; a cut last line is left out. */
    public static <E extends Exception> void read(Path file, Reader<E> reader) throws E {
        if (!Files.exists(file)) {
            return;
        }
        try (Lines lines = new Lines(file)) {
            for (String text = lines.next(); text != null; text = lines.next()) {
                Line line = parse(text);
                if (line != null) {
                    reader.line(line);
                }
            }
        }
    }

    /** One line; null for one that a crash has cut, which the run writes again when it resumes. */
    public static Line parse(String text) {
        try {
            return Json.mapper().readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The lines of a file, whose failures are not mistaken for those of a reader. */
    private record Lines(Path file, BufferedReader in) implements AutoCloseable {
        Lines(Path file) {
            this(file, open(file));
        }

        private static BufferedReader open(Path file) {
            try {
                return Files.newBufferedReader(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw AtomicFile.failure(file, e);
            }
        }

        String next() {
            try {
                return in.readLine();
            } catch (IOException e) {
                throw AtomicFile.failure(file, e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw AtomicFile.failure(file, e);
            }
        }
    }
}
