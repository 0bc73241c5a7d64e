package io.polycritic.runtime.launcher;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;

/**
 * Appends log records to a file. A file that is full or old is renamed {@code <name>.1}, what was {@code .1} becomes
 * {@code .2}, and so on; the oldest is deleted, and so is whatever was set aside too long ago.
 */
final class LogFile extends StreamHandler {
    private final Path path;
    private final Bounds bounds;
    private long size;
    private long begun;

    /**
     * How much is kept: {@code (kept + 1) * bytes} at the most, besides the message that fills a file.
     *
     * @param bytes bytes after which a file is full
     * @param kept how many full files are kept
     * @param days days after which a file is set aside, and a file that was set aside is deleted
     */
    record Bounds(long bytes, int kept, long days) {
        private boolean isOld(long begun, long now) {
            return now - begun > TimeUnit.DAYS.toMillis(days);
        }
    }

    /** Opens the file. */
    LogFile(Path path, Bounds bounds) throws IOException {
        this.path = path;
        this.bounds = bounds;
        open();
        deleteOld(System.currentTimeMillis());
    }

    private void open() throws IOException {
        boolean present = Files.exists(path);
        size = present ? Files.size(path) : 0;
        begun = size > 0
                ? Files.readAttributes(path, BasicFileAttributes.class)
                        .creationTime()
                        .toMillis()
                : System.currentTimeMillis();
        OutputStream file = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        setOutputStream(new BufferedOutputStream(file) {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
                super.write(bytes, offset, length);
                size += length;
            }
        });
    }

    @Override
    public synchronized void publish(LogRecord logRecord) {
        if (size > 0 && bounds.isOld(begun, logRecord.getMillis())) {
            rotate(logRecord.getMillis());
        }
        super.publish(logRecord);
        flush();
        if (size >= bounds.bytes) {
            rotate(logRecord.getMillis());
        }
    }

    private void rotate(long now) {
        try {
            close();
            for (int i = bounds.kept; i > 0; i--) {
                Path older = numbered(i - 1);
                if (Files.exists(older)) {
                    Files.move(older, numbered(i), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            open();
            begun = now;
            deleteOld(now);
        } catch (IOException e) {
            reportError("cannot rotate " + path, e, java.util.logging.ErrorManager.GENERIC_FAILURE);
        }
    }

    /** Deletes what is too old, and what lies beyond a number that was higher once. */
    private void deleteOld(long now) throws IOException {
        String prefix = path.getFileName() + ".";
        List<Path> aside;
        try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
            aside = files.filter(file ->
                            file.getFileName().toString().matches(java.util.regex.Pattern.quote(prefix) + "\\d{1,6}"))
                    .toList();
        }
        for (Path file : aside) {
            int number = Integer.parseInt(file.getFileName().toString().substring(prefix.length()));
            if (number > bounds.kept
                    || bounds.isOld(Files.getLastModifiedTime(file).toMillis(), now)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path numbered(int i) {
        return i == 0 ? path : path.resolveSibling(path.getFileName() + "." + i);
    }
}
