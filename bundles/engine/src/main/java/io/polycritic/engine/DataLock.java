package io.polycritic.engine;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two processes from training in one data folder. Taken when the first run starts; reading needs no lock. */
final class DataLock implements AutoCloseable {
    private final Path data;
    private FileChannel channel;
    private FileLock lock;

    DataLock(Path data) {
        this.data = data;
    }

    /** Takes the lock, if this process does not have it yet. */
    synchronized void hold() {
        if (lock != null) {
            return;
        }
        try {
            Files.createDirectories(data);
            channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            throw new PolycriticException(
                    ErrorCode.RESOURCE, data.toString(), "the data folder is not writable: " + Parts.describe(e), e);
        }
        if (lock == null) {
            close();
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    data.toString(),
                    "another process trains in this data folder; use its console, or another --data folder");
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            System.getLogger(DataLock.class.getName())
                    .log(System.Logger.Level.DEBUG, "the lock file could not be closed", e);
        }
        channel = null;
        lock = null;
    }
}
