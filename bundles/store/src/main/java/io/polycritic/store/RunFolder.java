package io.polycritic.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a run: {@code spec.json, summary.json, slots.json, journal, metrics.jsonl, charts, samples.jsonl,
 * snapshots/}.
 */
public record RunFolder(Path path) {
    private static final int KEPT_ARCHIVES = 3;
    private static final String DELETED = "deleted";

    /** Where the runs of a data folder are. */
    public static Path runs(Path data) {
        return data.resolve("runs");
    }

    /** The folder of a run of a data folder. */
    public static RunFolder of(Path data, String run) {
        return new RunFolder(runs(data).resolve(run));
    }

    /** All runs of a data folder, the newest first. */
    public static List<RunFolder> all(Path data) {
        if (!Files.isDirectory(runs(data))) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs(data))) {
            return folders.filter(folder -> Files.exists(folder.resolve("spec.json")))
                    .sorted(Comparator.comparing(RunFolder::modified).reversed())
                    .map(RunFolder::new)
                    .toList();
        } catch (IOException e) {
            throw AtomicFile.failure(runs(data), e);
        }
    }

    /** The run's id. */
    public String run() {
        return path.getFileName().toString();
    }

    /** Whether the run has been begun. */
    public boolean exists() {
        return Files.exists(path.resolve("spec.json"));
    }

    /** The resolved spec that the run was begun with. */
    public String readSpec() {
        return readText("spec.json").orElse("");
    }

    /** Writes the resolved spec. */
    public void writeSpec(String json) {
        writeText("spec.json", json);
    }

    /** How the run stood when it was last at rest. */
    public Optional<String> readSummary() {
        return readText("summary.json");
    }

    /** Writes how the run stands. */
    public void writeSummary(String json) {
        writeText("summary.json", json);
    }

    /** What the parts of the run's slots said of themselves when they were last alive. */
    public Optional<String> readSlots() {
        return readText("slots.json");
    }

    /** Writes what the parts of the run's slots say of themselves. */
    public void writeSlots(String json) {
        writeText("slots.json", json);
    }

    /** The samples of the last evaluation. */
    public Path samples() {
        return path.resolve("samples.jsonl");
    }

    /** The journal's file. */
    public Path journal() {
        return path.resolve("journal");
    }

    /** The metrics' file. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** The metrics, thinned out for charts; may be missing or stale, and can be made anew from {@link #metrics}. */
    public Path charts() {
        return path.resolve("charts");
    }

    /** The snapshots. */
    public Snapshots snapshots() {
        return new Snapshots(path.resolve("snapshots"));
    }

    /** The filmed episodes. */
    public EpisodeFiles episodes() {
        return new EpisodeFiles(path.resolve("episodes"));
    }

    /** Sets the folder aside under {@code archive/}, so that the run can be begun anew; only the last ones are kept. */
    public void archive() {
        Path archive = path.getParent().resolveSibling("archive");
        try {
            Files.createDirectories(archive);
            long number = System.currentTimeMillis();
            Path target = archive.resolve(run() + "." + number);
            while (Files.exists(target)) {
                target = archive.resolve(run() + "." + ++number);
            }
            Files.move(path, target);
            List<Path> old;
            try (Stream<Path> kept = Files.list(archive)) {
                old = kept.filter(folder -> folder.getFileName()
                                .toString()
                                .matches(java.util.regex.Pattern.quote(run()) + "\\.[0-9]+"))
                        .sorted(Comparator.comparing(Path::getFileName).reversed())
                        .skip(KEPT_ARCHIVES)
                        .toList();
            }
            for (Path folder : old) {
                delete(folder);
            }
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
    }

    /**
     * Deletes the folder at once: it is renamed into the data folder's {@code deleted}, from where it is removed. What
     * a kill leaves there is no run any more, and {@link #sweep} removes it.
     *
     * @param data the data folder
     */
    public void discard(Path data) {
        if (!Files.isDirectory(path)) {
            return;
        }
        Path deleted = data.resolve(DELETED);
        try {
            Files.createDirectories(deleted);
            Path target = Files.createTempDirectory(deleted, run() + ".");
            Files.move(path, target.resolve(run()), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.syncFolder(path.getParent());
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
        sweep(data);
    }

    /** Removes what was deleted and is still there; a failure is left to the next time. */
    public static void sweep(Path data) {
        Path deleted = data.resolve(DELETED);
        if (Files.isDirectory(deleted)) {
            try {
                delete(deleted);
            } catch (IOException | UncheckedIOException e) {
                System.getLogger(RunFolder.class.getName())
                        .log(System.Logger.Level.WARNING, "{0} could not be emptied: {1}", deleted, e);
            }
        }
    }

    /** Removes the folder with all that is in it, if it is there. */
    public void delete() {
        try {
            if (Files.isDirectory(path)) {
                delete(path);
            }
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
    }

    /** Takes over the first bytes of another run's metrics. */
    public void copyMetrics(RunFolder other, long bytes) {
        AtomicFile.write(metrics(), out -> {
            try (InputStream in = Files.newInputStream(other.metrics())) {
                out.write(in.readNBytes(Math.toIntExact(bytes)));
            }
        });
    }

    /** Takes over the snapshots of third runs that another run acts through. */
    public void copyFrozen(RunFolder other) {
        Path from = other.frozen();
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                AtomicFile.write(frozen().resolve(file.getFileName()), out -> Files.copy(file, out));
            }
        } catch (IOException e) {
            throw AtomicFile.failure(from, e);
        }
    }

    /** Where the snapshots are of other runs that this one acts through. */
    public Path frozen() {
        return path.resolve("frozen");
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private Optional<String> readText(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    private void writeText(String name, String json) {
        AtomicFile.write(path.resolve(name), out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static long modified(Path folder) {
        try {
            return Files.getLastModifiedTime(folder.resolve("spec.json")).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
