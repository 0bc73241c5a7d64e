package io.polycritic.exports.tensorboard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The event files of one run in a folder that TensorBoard watches. A file that has grown to its bound is followed by
 * another one; of too many the oldest is removed. Files of others in the folder are left alone.
 */
final class EventFolder implements AutoCloseable {
    private static final Pattern OWN = Pattern.compile("events\\.out\\.tfevents\\.[0-9]+\\.polycritic\\.[0-9]+");

    private final Path folder;
    private final Bounds bounds;
    private final Deque<Path> files = new ArrayDeque<>();
    private int number;
    private OutputStream out;
    private EventWriter writer;

    /**
     * How much may lie in a folder.
     *
     * @param bytes after how many bytes a file is followed by another one
     * @param files how many files are kept
     */
    record Bounds(long bytes, int files) {
        /** Together at most about 256 MiB a run. */
        static final Bounds USUAL = new Bounds(16 << 20, 16);
    }

    EventFolder(Path folder, Bounds bounds) {
        this.folder = folder;
        this.bounds = bounds;
    }

    /** Removes what an earlier process or attempt has written, and begins anew. */
    void begin(double seconds) throws IOException {
        close();
        Files.createDirectories(folder);
        List<Path> old;
        try (Stream<Path> all = Files.list(folder)) {
            old = all.filter(file -> OWN.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
        files.clear();
        open(seconds);
        writer.restart(seconds);
    }

    private void open(double seconds) throws IOException {
        number++;
        Path file = folder.resolve(
                String.format(Locale.ROOT, "events.out.tfevents.%010d.polycritic.%06d", (long) seconds, number));
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        writer = new EventWriter(out, seconds);
        files.add(file);
        while (files.size() > bounds.files) {
            Files.deleteIfExists(files.remove());
        }
    }

    void scalars(double seconds, long step, Map<String, Double> values) throws IOException {
        if (writer.written() >= bounds.bytes) {
            close();
            open(seconds);
        }
        writer.scalars(seconds, step, values);
    }

    void text(double seconds, String tag, String text) throws IOException {
        writer.text(seconds, 0, tag, text);
    }

    void flush() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
