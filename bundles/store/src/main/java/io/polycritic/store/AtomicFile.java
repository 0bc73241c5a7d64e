package io.polycritic.store;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that a reader, or a start after a crash, sees the old content or the new, never a part of it. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes content to a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the stream is buffered by the writer if it needs to be. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces a file: writes beside it, syncs, renames, syncs the folder.
     *
     * @throws PolycriticException if the disk is full or not writable; the old content is intact then
     */
    public static void write(Path file, Content content) {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
                content.writeTo(out);
                out.flush();
                out.getFD().sync();
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(file.getParent());
        } catch (IOException e) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw failure(file, e);
        }
    }

    /** Makes sure that a new or renamed entry of a folder is on disk. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Says in one line why a file could not be written or read. */
    public static PolycriticException failure(Path file, IOException e) {
        String why = e instanceof AccessDeniedException
                ? "no permission"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new PolycriticException(ErrorCode.RESOURCE, file.toString(), why, e);
    }
}
