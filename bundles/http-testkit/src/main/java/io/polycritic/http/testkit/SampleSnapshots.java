package io.polycritic.http.testkit;

import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SnapshotView;
import java.util.List;

/** What is on disk of lively runs. */
final class SampleSnapshots {
    private SampleSnapshots() {}

    static List<SnapshotView> of(RunView view) {
        if (view.parameterHash().isEmpty()) {
            return List.of();
        }
        long before = Math.max(1, view.updates() - 10);
        return List.of(
                new SnapshotView(
                        view.updates(),
                        view.steps(),
                        view.seconds(),
                        "2026-01-02T03:04:05Z",
                        1_234_567,
                        view.parameterHash(),
                        SnapshotView.RECENT,
                        null),
                new SnapshotView(
                        before,
                        view.steps() * before / Math.max(1, view.updates()),
                        view.seconds() / 2,
                        "2026-01-02T03:00:00Z",
                        1_234_566,
                        view.parameterHash(),
                        SnapshotView.ROLLBACK,
                        null));
    }
}
