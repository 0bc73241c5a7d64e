package io.polycritic.monitoring;

import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How many runs there are in each state, and what the live ones have done while they were looked at. A run that is
 * rolled back goes back to an earlier update; what is counted here never does, so that its rate is that of the work.
 */
final class RunCounts {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Supplier<List<RunView>> source;
    private final LongSupplier clock;
    private final Map<RunState, Integer> states = new EnumMap<>(RunState.class);
    private final Map<String, Work> live = new HashMap<>();
    private long updates;
    private long looked;
    private boolean begun;

    /**
     * What a live run has done.
     *
     * @param updates updates that it was seen to make
     * @param steps steps that it was seen to make
     * @param view how it was seen last
     */
    record Work(long updates, long steps, RunView view) {
        private Work then(RunView now) {
            return new Work(
                    updates + Math.max(0, now.updates() - view.updates()),
                    steps + Math.max(0, now.steps() - view.steps()),
                    now);
        }
    }

    /**
     * Counts runs.
     *
     * @param source all runs, read each time
     * @param clock nanoseconds
     */
    RunCounts(Supplier<List<RunView>> source, LongSupplier clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Looks again, unless that was done a moment ago: all figures of one answer are of one moment. */
    private void look() {
        long time = clock.getAsLong();
        if (begun && time - looked < FRESH_NANOS) {
            return;
        }
        looked = time;
        begun = true;
        List<RunView> all = source.get();
        states.clear();
        for (RunView run : all) {
            states.merge(run.state(), 1, Integer::sum);
        }
        Map<String, Work> before = new HashMap<>(live);
        live.clear();
        for (RunView run : all) {
            if (isLive(run.state())) {
                Work work = before.get(run.run());
                Work now = work == null ? new Work(0, 0, run) : work.then(run);
                updates += now.updates() - (work == null ? 0 : work.updates());
                live.put(run.run(), now);
            }
        }
    }

    private static boolean isLive(RunState state) {
        return state == RunState.RUNNING || state == RunState.PAUSED || state == RunState.WAITING_FOR_PLUGIN;
    }

    /** How many runs are in a state. */
    synchronized int in(RunState state) {
        look();
        return states.getOrDefault(state, 0);
    }

    /** Updates that runs were seen to make while they were live; never fewer than before. */
    synchronized long updates() {
        look();
        return updates;
    }

    /** The live runs, of which there are not many. */
    synchronized Map<String, Work> live() {
        look();
        return Map.copyOf(live);
    }
}
