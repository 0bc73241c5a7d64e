package io.polycritic.store;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The snapshots of a run: one file each, named by the number of updates, the oldest ones removed. */
public final class Snapshots {
    private final Path folder;

    Snapshots(Path folder) {
        this.folder = folder;
    }

    /** The newest intact snapshot, and what was wrong with newer ones. */
    public record Found(Optional<Snapshot> snapshot, List<String> damaged) {}

    /**
     * A snapshot as it lies there.
     *
     * @param head what it says of itself, without states; null if it cannot be read
     * @param update the updates made before it, as its name has them
     * @param time when it was written
     * @param bytes the size of its file
     * @param fault why it cannot be read, or null
     */
    public record Listed(Snapshot head, long update, Instant time, long bytes, PolycriticException fault) {}

    /**
     * Writes a snapshot, then removes the oldest ones beyond the number to keep, but never the newest one of those that
     * are not after a given update.
     */
    public Path write(Snapshot snapshot, int keep, long needed) {
        Path file = file(snapshot.update());
        SnapshotFile.write(file, snapshot);
        List<Path> files = files();
        boolean found = false;
        for (int i = 0; i < files.size(); i++) {
            boolean last = !found && update(files.get(i)) <= needed;
            found |= last;
            if (i >= keep && !last) {
                delete(files.get(i));
            }
        }
        return file;
    }

    private Path file(long update) {
        return folder.resolve(String.format(Locale.ROOT, "%012d.snapshot", update));
    }

    private static long update(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /**
     * Reads the newest snapshot that is intact.
     *
     * @throws PolycriticException if a newer one has a format that this version does not know
     */
    public Found newest() {
        return newest(snapshot -> true);
    }

    /** Reads the newest snapshot that is intact and wanted. */
    public Found newest(Predicate<Snapshot> wanted) {
        List<String> damaged = new ArrayList<>();
        for (Path file : files()) {
            try {
                Snapshot snapshot = SnapshotFile.read(file);
                if (wanted.test(snapshot)) {
                    return new Found(Optional.of(snapshot), damaged);
                }
            } catch (PolycriticException e) {
                if (e.code() == ErrorCode.USER) {
                    // Of another format: whoever goes on from an older one would lose what a newer version has done.
                    throw e;
                }
                damaged.add(e.getMessage());
            }
        }
        return new Found(Optional.empty(), damaged);
    }

    /** All that are there, the newest first, without a check of their states. */
    public List<Listed> list() {
        List<Listed> all = new ArrayList<>();
        for (Path file : files()) {
            try {
                all.add(listed(file));
            } catch (NoSuchFileException e) {
                continue; // it made room for a newer one
            } catch (IOException e) {
                throw AtomicFile.failure(file, e);
            }
        }
        return all;
    }

    private static Listed listed(Path file) throws IOException {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        long bytes = Files.size(file);
        try {
            return new Listed(SnapshotFile.readHead(file), update(file), time, bytes, null);
        } catch (PolycriticException e) {
            return new Listed(null, update(file), time, bytes, e);
        }
    }

    /** Removes the snapshots that were taken after an update. */
    public void removeAfter(long update) {
        files().stream().filter(file -> update(file) > update).forEach(Snapshots::delete);
    }

    /** The files, the newest first. */
    public List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{12,}\\.snapshot"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
    }
}
