package io.polycritic.installer;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of a data folder: {@code plugins/} has those that are loaded at each start, {@code plugins/kept/} those that
 * are kept for runs that were made with them. A jar is there whole or not at all.
 */
final class Shelf {
    private static final System.Logger LOG = System.getLogger(Shelf.class.getName());
    private static final String JAR = ".jar";
    private static final int BUFFER = 1 << 16;

    private final Path loaded;
    private final Path kept;
    private final Path incoming;

    Shelf(Path data) {
        loaded = data.resolve("plugins");
        kept = loaded.resolve("kept");
        incoming = loaded.resolve("incoming");
    }

    /** Takes bytes in, so that they can be looked at; not more than the largest jar that is allowed. */
    Path receive(InputStream in) {
        Path file = null;
        try {
            Files.createDirectories(incoming);
            file = Files.createTempFile(incoming, "", JAR);
            long left = Inspection.MAX_BYTES + 1;
            byte[] buffer = new byte[BUFFER];
            try (var out = Files.newOutputStream(file)) {
                int read = in.read(buffer);
                while (read >= 0 && left > 0) {
                    out.write(buffer, 0, read);
                    left -= read;
                    read = in.read(buffer);
                }
            }
            return file;
        } catch (IOException e) {
            discard(file);
            throw failure(incoming, e);
        }
    }

    /** Puts a jar where it is loaded at each start. */
    void put(Path jar, Described bundle) {
        AtomicFile.write(loaded.resolve(bundle.file()), out -> Files.copy(jar, out));
    }

    /** Takes back what {@link #put} did; a kept jar stays. */
    void withdraw(Described bundle) {
        delete(loaded.resolve(bundle.file()));
    }

    /** Keeps the jar of a bundle that is not loaded at each start any more. */
    void keep(Described bundle) {
        Path file = loaded.resolve(bundle.file());
        try {
            if (Files.exists(file)) {
                Files.createDirectories(kept);
                Files.move(file, kept(bundle), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Where the jar of a bundle is that is kept. */
    Path kept(Described bundle) {
        return kept.resolve(bundle.file());
    }

    /** Deletes the jar of a bundle that is kept. */
    void forget(Described bundle) {
        delete(kept(bundle));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Deletes a file that was received; one that cannot be deleted is deleted at the next start. */
    void discard(Path received) {
        try {
            if (received != null) {
                Files.deleteIfExists(received);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + received, e);
        }
    }

    /** The jars that are loaded at each start; what a crash has left half received is deleted. */
    List<Path> loaded() {
        jars(incoming).forEach(this::discard);
        return jars(loaded);
    }

    /** The jars that are kept. */
    List<Path> kept() {
        return jars(kept);
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(JAR) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static PolycriticException failure(Path file, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new PolycriticException(ErrorCode.RESOURCE, file.toString(), why, e);
    }
}
