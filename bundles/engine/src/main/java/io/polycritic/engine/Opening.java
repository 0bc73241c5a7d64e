package io.polycritic.engine;

import io.polycritic.api.plugin.State;
import io.polycritic.store.Snapshot;
import java.util.List;

/**
 * Where a stretch of a run begins.
 *
 * @param parts the parts, with their state
 * @param board takes what they report
 * @param progress how far the run is
 * @param metricsBytes how much of the metrics file counts
 * @param hash the parameter hash, empty at the very beginning
 * @param timeline what the journal says
 * @param replay the changes that are still to be made, in order
 * @param engine what the engine itself had kept
 */
record Opening(
        Parts parts,
        MetricsBoard board,
        Progress progress,
        long metricsBytes,
        String hash,
        Timeline timeline,
        List<Timeline.Dated> replay,
        State engine) {
    /** The beginning of a run whose parts are new. */
    static Opening first(Parts parts, MetricsBoard board, Timeline timeline) {
        return new Opening(parts, board, Progress.NONE, 0, "", timeline, timeline.effective(), new State());
    }

    /** The moment of a snapshot. */
    static Opening of(Snapshot snapshot, Parts parts, MetricsBoard board, Timeline timeline) {
        return new Opening(
                parts,
                board,
                new Progress(snapshot.update(), snapshot.steps(), snapshot.episodes(), snapshot.seconds(), 0),
                snapshot.metricsBytes(),
                snapshot.parameterHash(),
                timeline,
                timeline.after(snapshot),
                snapshot.engine());
    }
}
