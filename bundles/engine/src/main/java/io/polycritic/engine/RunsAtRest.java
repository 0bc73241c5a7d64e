package io.polycritic.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.SnapshotView;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.Json;
import io.polycritic.store.RunFolder;
import io.polycritic.store.Snapshot;
import io.polycritic.store.Snapshots;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the folders of runs say of them. How a run failed in this process is kept beside, for a disk may be full. */
final class RunsAtRest {
    private static final System.Logger LOG = System.getLogger(RunsAtRest.class.getName());

    private final Path data;
    private final Map<String, RunView> failed = new ConcurrentHashMap<>();

    RunsAtRest(Path data) {
        this.data = data;
    }

    RunFolder folder(String run) {
        RunFolder folder = RunFolder.of(data, RunOpener.checkId(run));
        if (!folder.exists()) {
            List<String> runs =
                    RunFolder.all(data).stream().map(RunFolder::run).limit(20).toList();
            throw new PolycriticException(
                    ErrorCode.NOT_FOUND,
                    "run",
                    "there is no run '" + run + "'" + (runs.isEmpty() ? "" : "; there are " + runs));
        }
        return folder;
    }

    /** The runs that were interrupted rather than stopped, as their summaries say; the newest first. */
    List<String> interrupted() {
        return RunFolder.all(data).stream()
                .filter(folder -> written(folder)
                        .filter(view -> Continuity.isInterrupted(view.state()))
                        .isPresent())
                .map(RunFolder::run)
                .toList();
    }

    /** Keeps how a run failed. */
    void failed(RunView view) {
        failed.put(view.run(), view);
    }

    /** Forgets how a run failed before. */
    void begun(String run) {
        failed.remove(run);
    }

    RunView brief(RunFolder folder) {
        return atRest(folder, List.of());
    }

    RunView view(RunFolder folder) {
        return atRest(folder, SlotViews.atRest(folder));
    }

    /** The snapshots that are on disk, the newest first. */
    static List<SnapshotView> snapshots(RunFolder folder) {
        int keep = RunSpecReader.read(folder.readSpec()).snapshots().keep();
        List<SnapshotView> views = new ArrayList<>();
        for (Snapshots.Listed each : folder.snapshots().list()) {
            Snapshot head = each.head();
            views.add(new SnapshotView(
                    each.update(),
                    head == null ? 0 : head.steps(),
                    head == null ? 0 : head.seconds(),
                    each.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    each.bytes(),
                    head == null ? "" : head.parameterHash(),
                    views.size() < keep ? SnapshotView.RECENT : SnapshotView.ROLLBACK,
                    each.fault() == null ? null : problem(each.update(), each.fault())));
        }
        return views;
    }

    /** Which snapshot, not where on the server's disk. */
    private static Problem problem(long update, PolycriticException fault) {
        String message = fault.getMessage();
        String prefix = fault.path() + ": ";
        String why = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        return new Problem(fault.code().name(), "snapshots/" + update, why);
    }

    private RunView atRest(RunFolder folder, List<SlotView> slots) {
        return Views.atRest(
                summary(folder).orElseGet(() -> {
                    RunSpec spec = RunSpecReader.read(folder.readSpec());
                    return new RunView(
                            folder.run(),
                            spec.name(),
                            spec.seed(),
                            RunState.STOPPED,
                            0,
                            spec.steps(),
                            0,
                            0,
                            0,
                            0,
                            "",
                            null,
                            Map.of(),
                            List.of());
                }),
                slots);
    }

    Optional<RunView> summary(RunFolder folder) {
        RunView failure = failed.get(folder.run());
        return failure != null ? Optional.of(failure) : written(folder);
    }

    private static Optional<RunView> written(RunFolder folder) {
        return folder.readSummary().map(json -> {
            try {
                return Json.mapper().readValue(json, RunView.class);
            } catch (JsonProcessingException e) {
                LOG.log(System.Logger.Level.WARNING, "the summary of run {0} is damaged", folder.run());
                return null;
            }
        });
    }
}
