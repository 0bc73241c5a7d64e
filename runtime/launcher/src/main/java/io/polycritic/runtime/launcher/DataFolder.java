package io.polycritic.runtime.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder that holds runs, snapshots, logs and the access token. One process at a time works in it; the others talk
 * to that one.
 */
final class DataFolder implements AutoCloseable {
    /**
     * The engine has a lock of its own, {@code lock}, held while it trains; this one is held as long as the process.
     */
    private static final String LOCK = "process.lock";

    private final Path root;
    private FileChannel channel;
    private FileLock lock;

    private DataFolder(Path root) {
        this.root = root;
    }

    /** Opens the folder, creating it if need be, and sees to it that files can be written there. */
    static DataFolder open(Path path) {
        Path root = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root.resolve("logs"));
            Files.delete(Files.createTempFile(root, "write", ".probe"));
        } catch (IOException e) {
            throw Failure.usage(
                    "--data",
                    "'" + root + "' is no folder that can be written to (" + reason(e)
                            + "); name one by --data or POLYCRITIC_DATA");
        }
        return new DataFolder(root);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException || e instanceof FileAlreadyExistsException) {
            return "it cannot be made";
        }
        return e.getMessage();
    }

    Path root() {
        return root;
    }

    Path log() {
        return root.resolve("logs").resolve("polycritic.log");
    }

    Path cache() {
        return root.resolve("felix-cache");
    }

    ServerFile server() {
        return new ServerFile(root.resolve("server.json"));
    }

    /** The token that the REST interface asks for, once a server has made one. */
    Optional<String> token() {
        try {
            return Optional.of(Files.readString(root.resolve("token")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Takes the folder for this process. The operating system gives it back when the process ends, however it ends.
     *
     * @return whether it was free
     */
    boolean lock() {
        if (lock != null) {
            return true;
        }
        try {
            channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            throw Failure.resource(root.resolve(LOCK).toString(), "cannot be locked: " + reason(e), e);
        }
        if (lock == null) {
            close();
        }
        return lock != null;
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                System.getLogger(DataFolder.class.getName()).log(System.Logger.Level.DEBUG, "closing the lock", e);
            }
        }
    }
}
