package io.polycritic.bench;

import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunState;
import java.util.concurrent.TimeUnit;

/** A run that is made again from its journal. */
final class Repetition {
    private static final long LOOK_MILLIS = 20;

    private Repetition() {}

    /** Repeats a run, and waits for the end. */
    static Replay of(RunControl runs, String run) throws InterruptedException {
        Replay replay = runs.replay(run);
        while (replay.state() == RunState.RUNNING) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            replay = runs.replayed(run);
        }
        return replay;
    }
}
