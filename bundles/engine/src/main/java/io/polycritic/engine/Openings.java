package io.polycritic.engine;

import io.polycritic.store.RunFolder;
import io.polycritic.store.Snapshot;
import io.polycritic.store.Snapshots;

/** Makes the parts of a run as they were at its newest snapshot that counts, or at its very beginning. */
final class Openings {
    private static final System.Logger LOG = System.getLogger(Openings.class.getName());

    private final String run;
    private final RunSpec spec;
    private final RunFolder folder;
    private final Services services;
    private final FrozenRuns frozen;

    Openings(String run, RunSpec spec, RunFolder folder, Services services, FrozenRuns frozen) {
        this.run = run;
        this.spec = spec;
        this.folder = folder;
        this.services = services;
        this.frozen = frozen;
    }

    /** The newest snapshot that a journal holds to, else the beginning. The caller closes the parts. */
    Opening newest(Timeline timeline) {
        Snapshots.Found found = folder.snapshots().newest(timeline::holds);
        String instead = found.snapshot()
                .map(snapshot -> "the snapshot of update " + snapshot.update() + " is used")
                .orElse("the run is made again from its beginning");
        found.damaged()
                .forEach(damage -> LOG.log(System.Logger.Level.WARNING, "run {0}: {1}; {2}", run, damage, instead));
        return found.snapshot().map(snapshot -> of(snapshot, timeline)).orElseGet(() -> first(timeline));
    }

    /** Tries a change on a copy of the run as it was at its newest snapshot. */
    void rehearse(Timeline timeline, Change change, long seconds) {
        new Rehearsal(newest(timeline), change).hold(seconds);
    }

    private Opening of(Snapshot snapshot, Timeline timeline) {
        MetricsBoard board = new MetricsBoard();
        Parts parts = new Parts(run, snapshot.seed(), services, frozen, board::of);
        Assembly.fill(parts, snapshot);
        Assembly.share(parts, snapshot, timeline);
        return Opening.of(snapshot, parts, board, timeline);
    }

    /** The beginning. The caller closes the parts. */
    Opening first(Timeline timeline) {
        MetricsBoard board = new MetricsBoard();
        Parts parts = new Parts(run, spec.seed(), services, frozen, board::of);
        Assembly.fill(parts, spec);
        return Opening.first(parts, board, timeline);
    }
}
