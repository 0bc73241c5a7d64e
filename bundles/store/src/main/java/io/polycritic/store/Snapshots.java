package io.polycritic.store;

import io.polycritic.api.plugin.PolycriticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The snapshots of a run: one file each, named by the number of updates, the oldest ones removed. */
public final class Snapshots {
    private final Path folder;

    Snapshots(Path folder) {
        this.folder = folder;
    }

    /** The newest intact snapshot, and what was wrong with newer ones. */
    public record Found(Optional<Snapshot> snapshot, List<String> damaged) {}

    /** Writes a snapshot, then removes the oldest ones beyond the number to keep. */
    public Path write(Snapshot snapshot, int keep) {
        Path file = folder.resolve(String.format(Locale.ROOT, "%012d.snapshot", snapshot.update()));
        SnapshotFile.write(file, snapshot);
        List<Path> files = files();
        for (Path old : files.subList(Math.min(keep, files.size()), files.size())) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                throw AtomicFile.failure(old, e);
            }
        }
        return file;
    }

    /** Reads the newest snapshot that is intact. */
    public Found newest() {
        List<String> damaged = new ArrayList<>();
        for (Path file : files()) {
            try {
                return new Found(Optional.of(SnapshotFile.read(file)), damaged);
            } catch (PolycriticException e) {
                damaged.add(e.getMessage());
            }
        }
        return new Found(Optional.empty(), damaged);
    }

    /** The files, the newest first. */
    public List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
    }
}
