package io.polycritic.engine;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.RunFolder;
import io.polycritic.store.Snapshot;
import io.polycritic.store.SnapshotFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The snapshots of other runs that a run uses: copied into its own folder, so that it does not depend on the other run.
 */
final class FrozenRuns {
    private final Path data;
    private final RunFolder own;
    private final Map<String, Snapshot> used = new ConcurrentHashMap<>();

    FrozenRuns(Path data, RunFolder own) {
        this.data = data;
        this.own = own;
    }

    /** The snapshot of a run: the copy if there is one, else the other run's newest. */
    Snapshot snapshot(String run) {
        return used.computeIfAbsent(RunOpener.checkId(run), this::find);
    }

    /** Writes the copies that are not on disk yet. */
    void persist() {
        used.forEach((run, snapshot) -> {
            if (!Files.exists(copy(run))) {
                SnapshotFile.write(copy(run), snapshot);
            }
        });
    }

    private Snapshot find(String run) {
        if (Files.exists(copy(run))) {
            return SnapshotFile.read(copy(run));
        }
        RunFolder other = RunFolder.of(data, run);
        if (!other.exists()) {
            throw new PolycriticException(ErrorCode.NOT_FOUND, "run", "there is no run '" + run + "' to act through");
        }
        return other.snapshots()
                .newest()
                .snapshot()
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.CONFLICT, "run", "'" + run + "' has no intact snapshot to act through"));
    }

    private Path copy(String run) {
        return own.frozen().resolve(run + ".snapshot");
    }
}
