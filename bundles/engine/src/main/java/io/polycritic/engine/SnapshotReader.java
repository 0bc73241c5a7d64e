package io.polycritic.engine;

import io.polycritic.api.evaluation.FrozenCopies;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.RunFolder;
import io.polycritic.store.Snapshot;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes copies of runs from their newest snapshots, each for as long as somebody looks at it. */
final class SnapshotReader implements FrozenCopies {
    /** Whose eyes a copy is seen with: worlds that a reader makes draw from streams of that name. */
    private static final String READER = "reader";

    private final Path data;
    private final Services services;
    private final Function<String, RunFolder> folders;
    private final Set<Replica> open = ConcurrentHashMap.newKeySet();

    /** Finds folders of runs by a function that refuses unknown ones. */
    SnapshotReader(Path data, Services services, Function<String, RunFolder> folders) {
        this.data = data;
        this.services = services;
        this.folders = folders;
    }

    @Override
    public <T> T read(String run, Function<? super Copy, ? extends T> reader) {
        RunFolder folder = folders.apply(run);
        Snapshot snapshot = folder.snapshots()
                .newest()
                .snapshot()
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.CONFLICT,
                        "run",
                        "'" + run + "' has no snapshot yet; its first one is still to come"));
        try (Replica replica = Replica.of(snapshot, services, new FrozenRuns(data, folder))) {
            open.add(replica);
            try {
                return reader.apply(new Copy(
                        run, snapshot.update(), snapshot.steps(), snapshot.parameterHash(), replica.subject(READER)));
            } finally {
                open.remove(replica);
            }
        }
    }

    /** Whether parts of a plugin are being looked at. */
    boolean uses(Plugin plugin) {
        return open.stream().anyMatch(replica -> replica.uses(plugin));
    }
}
