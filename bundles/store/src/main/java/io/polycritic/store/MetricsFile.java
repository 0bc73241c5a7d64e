package io.polycritic.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

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

    /** Takes the lines of a file. */
    @FunctionalInterface
    public interface Reader {
        /** Takes one line. */
        void line(Line line);
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

    /** Reads all whole lines of a file; a cut last line is left out. */
    public static void read(Path file, Reader reader) {
        if (!Files.exists(file)) {
            return;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.forEach(text -> {
                try {
                    reader.line(Json.mapper().readValue(text, Line.class));
                } catch (JsonProcessingException e) {
                    // A line that a crash has cut; the run writes it again when it resumes.
                    return;
                }
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            throw AtomicFile.failure(
                    file, e instanceof IOException io ? io : ((java.io.UncheckedIOException) e).getCause());
        }
    }
}
