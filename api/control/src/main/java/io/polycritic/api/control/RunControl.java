package io.polycritic.api.control;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All that can be done with runs. Thread-safe. Every method throws {@link ProblemException} when the request cannot be
 * carried out, and then nothing has changed.
 */
@ProviderType
public interface RunControl {
    /**
     * Lists all runs of the data folder, live or not.
     *
     * @return the runs, the newest first, without slots
     */
    List<RunView> runs();

    /**
     * One run.
     *
     * @param run its id
     * @return the run
     */
    RunView run(String run);

    /**
     * Creates a run, or continues one, and starts it.
     *
     * @param request what to run
     * @return the run
     */
    RunView start(RunRequest request);

    /**
     * The spec of a run by itself: every plugin is pinned, every setting is given, and what people have changed since
     * stands in the schedule. Whoever trains it comes to the same parameters.
     *
     * @param run its id
     * @return a run spec, a JSON document as {@link #start} takes it
     */
    String spec(String run);

    /**
     * Checks a run spec without running it: plugins, configurations, wiring.
     *
     * @param spec the run spec, a JSON document
     * @return the slots as they would be
     */
    List<SlotView> check(String spec);

    /**
     * Rests at the next safe point.
     *
     * @param run its id
     * @return the run
     */
    RunView pause(String run);

    /**
     * Goes on after a pause.
     *
     * @param run its id
     * @return the run
     */
    RunView resume(String run);

    /**
     * Writes a snapshot at the next safe point and ends the run's thread.
     *
     * @param run its id
     * @return the run
     */
    RunView stop(String run);

    /**
     * Writes a snapshot at the next safe point.
     *
     * @param run its id
     * @return the run, with the hash of the snapshot
     */
    RunView snapshot(String run);

    /**
     * The snapshots of a run that are on disk.
     *
     * @param run its id
     * @return the snapshots, the newest first
     */
    List<SnapshotView> snapshots(String run);

    /**
     * Deletes a run at rest with all that belongs to it: snapshots, metrics, journal. Forks have copies of what they
     * share with it, and runs that act through it have copies of its snapshots: they stay as they are.
     *
     * @param run its id
     * @return the run as it was
     * @throws ProblemException with {@code CONFLICT} if it is live, is being repeated, or a {@link RunUser} needs it
     */
    RunView delete(String run);

    /**
     * Prepares a swap, applies it at the next safe point and waits for that.
     *
     * @param run the run
     * @param request what to change
     * @return the ticket, applied or rejected with its problem
     */
    Ticket swap(String run, SwapRequest request);

    /**
     * Changes one setting of a slot at the next safe point and waits for that. The part keeps all its state.
     *
     * @param run the run
     * @param request what to change
     * @return the ticket, applied or rejected with its problem
     */
    Ticket set(String run, SettingRequest request);

    /**
     * Rolls a ticket back: the run goes on from before it, as if it had never been. A newcomer that only shared the
     * slot leaves without that.
     *
     * @param run the run
     * @param ticket the ticket's number; open or committed
     * @return the ticket
     */
    Ticket rollBack(String run, long ticket);

    /**
     * Ends the probation of a ticket early; the newcomer stays.
     *
     * @param run the run
     * @param ticket the ticket's number
     * @return the ticket
     */
    Ticket commit(String run, long ticket);

    /**
     * Lets a newcomer that shares a slot take over before its time; its probation begins.
     *
     * @param run the run
     * @param ticket the ticket's number
     * @return the ticket
     */
    Ticket promote(String run, long ticket);

    /**
     * Tries a swap on a copy of the run; the run never notices.
     *
     * @param run the run
     * @param request what would be changed
     * @return what would become of it
     */
    SwapPreview preview(String run, SwapRequest request);

    /**
     * The guards that are ready to be picked for a slot.
     *
     * @param run the run
     * @param slot the slot's path
     * @return the guards
     */
    List<GuardView> guards(String run, String slot);

    /**
     * Begins a run that has another one's history up to a journal entry, and starts it.
     *
     * @param run the run, live or not
     * @param request where they part, and what is different from there on
     * @return the new run
     */
    RunView fork(String run, ForkRequest request);

    /**
     * Begins to make a run again, from its spec, its seed and its journal up to its newest snapshot. Returns at once.
     *
     * @param run the run, live or not
     * @return how it begins
     */
    Replay replay(String run);

    /**
     * How the last replay of a run that was begun in this process stands.
     *
     * @param run the run
     * @return how far it is, or what came of it
     */
    Replay replayed(String run);

    /**
     * The swaps of a run.
     *
     * @param run its id
     * @return the tickets, oldest first
     */
    List<Ticket> tickets(String run);

    /**
     * The journal of a run.
     *
     * @param run its id
     * @return the entries, oldest first
     */
    List<JournalEntry> journal(String run);

    /**
     * Metric series of a run.
     *
     * @param run its id
     * @param names the series wanted; empty for all
     * @param maxPoints how many points of a series at the most; more are thinned out evenly
     * @return the series
     */
    List<SeriesView> metrics(String run, List<String> names, int maxPoints);

    /**
     * What stands behind the measures of a run's last evaluation, the one at the end of its budget: episodes, items,
     * pairs, in the evaluator's order.
     *
     * @param run its id
     * @return the samples of those measures that have more than one; nothing before the end of the budget
     */
    List<SamplesView> samples(String run);

    /**
     * The episodes that were filmed while a run's evaluators measured; the last ones of each evaluator.
     *
     * @param run its id, live or not
     * @return the episodes, the newest first
     */
    List<EpisodeSummary> episodes(String run);

    /**
     * A filmed episode.
     *
     * @param run the run's id
     * @param episode the episode's id
     * @return all of it
     */
    EpisodeView episode(String run, String episode);

    /**
     * Listens to what happens. Events are delivered in order by a thread that the run does not wait for; a listener
     * that is too slow misses metrics events, never others.
     *
     * @param listener receives the events
     * @return closes the subscription
     */
    AutoCloseable subscribe(Consumer<RunEvent> listener);

    /**
     * Lists all known plugins.
     *
     * @return the plugins, by kind and id
     */
    List<PluginView> plugins();

    /**
     * Lists the plugins whose parts can play the role that a slot's callers ask for.
     *
     * @param run the run
     * @param slot the slot's path
     * @return the plugins that fit
     */
    List<PluginView> candidates(String run, String slot);

    /**
     * Waits until a run neither runs nor rests.
     *
     * @param run its id
     * @param seconds how long at the most
     * @return the run, as it is then
     * @throws InterruptedException if the waiting thread is interrupted
     */
    RunView await(String run, double seconds) throws InterruptedException;
}
