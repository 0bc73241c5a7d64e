package io.polycritic.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What a server does with all runs of its data folder when it begins and when it leaves. Thread-safe. */
@ProviderType
public interface ServerControl {
    /**
     * Goes on with the runs that were running, paused, or waiting for a plugin, when the process before this one ended:
     * by {@link #drain}, by a crash, or because it was killed. A run that was paused comes back and rests. Runs that
     * somebody stopped, and those that have ended, are left alone. The oldest comes first. A run that cannot go on is
     * {@link RunState#FAILED} with the cause as its problem, does not keep the others back, and is tried again at the
     * next start.
     *
     * @return the runs, live or failed; ends early where the server leaves meanwhile
     */
    List<RunView> resumeRuns();

    /**
     * Takes no more work, lets each live run do what waits for its safe point, write a snapshot and collect the
     * evaluations that go on, and ends its thread. All runs do so at the same time. They go on by themselves when
     * {@link #resumeRuns} is called by the next process.
     *
     * @param seconds how long to wait for them in all
     * @return the runs that were live, those that are not in time still with a live state: what they did since their
     *     last snapshot will be done again
     */
    List<RunView> drain(double seconds);

    /**
     * Whether {@link #drain} has been called: new work is refused from then on.
     *
     * @return whether it has
     */
    boolean isDraining();
}
