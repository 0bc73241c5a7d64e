package io.polycritic.runtime.launcher;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/**
 * Appends log records to a file. A full file is renamed {@code <name>.1}, what was {@code .1} becomes {@code .2}, and
 * so on; the oldest is deleted.
 */
final class LogFile extends StreamHandler {
    private final Path path;
    private final long limit;
    private final int kept;
    private long size;

    /**
     * Opens the file.
     *
     * @param path the file
     * @param limit bytes after which it is full
     * @param kept how many full files are kept
     */
    LogFile(Path path, long limit, int kept) throws IOException {
        this.path = path;
        this.limit = limit;
        this.kept = kept;
        open();
    }

    private void open() throws IOException {
        size = Files.exists(path) ? Files.size(path) : 0;
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
        super.publish(logRecord);
        flush();
        if (size >= limit) {
            try {
                rotate();
            } catch (IOException e) {
                reportError("cannot rotate " + path, e, java.util.logging.ErrorManager.GENERIC_FAILURE);
            }
        }
    }

    private void rotate() throws IOException {
        close();
        for (int i = kept; i > 0; i--) {
            Path older = numbered(i - 1);
            if (Files.exists(older)) {
                Files.move(older, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        open();
    }

    private Path numbered(int i) {
        return i == 0 ? path : path.resolveSibling(path.getFileName() + "." + i);
    }
}
