package io.polycritic.http.testkit;

import io.polycritic.api.control.EpisodeSummary;
import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.GuardView;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SamplesView;
import io.polycritic.api.control.SeriesView;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.SnapshotView;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine whose runs are curves: everything that can be asked of it is answered, nothing is trained. */
public final class LivelyRuns implements RunControl, AutoCloseable {
    private static final Pattern NO_SERIES = Pattern.compile("\"when\"\\s*:\\s*\"[^']*?\"");
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([a-z0-9._-]+)\"");

    private final Map<String, LivelyRun> runs = new LinkedHashMap<>();
    private final List<Consumer<RunEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Long> replays = new LinkedHashMap<>();
    private final Map<String, String> specs = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private Future<?> ticking = CompletableFuture.completedFuture(null);

    /** Makes the runs; they stand still until {@link #advance()} or {@link #live()}. */
    public LivelyRuns() {
        for (LivelyRun run : SampleRuns.all()) {
            runs.put(run.id, run);
        }
    }

    /**
     * Lets the runs go on by themselves, about three reports a second.
     *
     * @return this
     */
    public LivelyRuns live() {
        ticking = clock.scheduleAtFixedRate(this::advance, 300, 300, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Makes one report of every run that runs. */
    public synchronized void advance() {
        for (LivelyRun run : runs.values()) {
            if (run.state() == RunState.RUNNING) {
                tell(run.event("metrics", run.advance(), null));
                run.decide().forEach(ticket -> tell(run.event("ticket", Map.of(), ticket)));
            }
        }
    }

    /**
     * Tells all listeners of an event.
     *
     * @param event the event
     */
    public void tell(RunEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    /**
     * How many listeners there are.
     *
     * @return their number
     */
    public int listeners() {
        return listeners.size();
    }

    @Override
    public synchronized List<RunView> runs() {
        return runs.values().stream().map(run -> run.view(false)).toList();
    }

    @Override
    public synchronized RunView run(String run) {
        return find(run).view(true);
    }

    @Override
    public synchronized String spec(String run) {
        return specs.getOrDefault(run, "{\"name\": \"" + find(run).view(false).name() + "\"}");
    }

    @Override
    public synchronized RunView start(RunRequest request) {
        if (request.spec() == null) {
            LivelyRun run = find(request.run());
            return move(run, RunState.RUNNING, "resumed", RunState.STOPPED, RunState.FAILED);
        }
        long seed = request.seed() == null ? 9 : request.seed();
        long budget = request.steps() == null ? 1_000_000 : request.steps();
        Matcher name = NAME.matcher(request.spec());
        String id = (name.find() ? name.group(1) : "slim") + "-" + seed;
        LivelyRun run = SampleRuns.slim(request.run() == null ? id : request.run(), seed, budget);
        runs.put(run.id, run);
        specs.put(run.id, request.spec());
        tell(run.event("state", Map.of(), null));
        return run.view(true);
    }

    @Override
    public synchronized List<SlotView> check(String spec) {
        if (!spec.contains("\"environment\"")) {
            throw new ProblemException(
                    new Problem("USER", "environment", "is missing; a run needs an environment and a learner"));
        }
        if (NO_SERIES.matcher(spec).find()) {
            throw new ProblemException(new Problem("USER", "rules[0].when", "names no series"));
        }
        return SampleRuns.slim(1, 1).view(true).slots();
    }

    @Override
    public synchronized RunView pause(String run) {
        return move(find(run), RunState.PAUSED, "paused", RunState.RUNNING);
    }

    @Override
    public synchronized RunView resume(String run) {
        return move(find(run), RunState.RUNNING, "resumed", RunState.PAUSED);
    }

    @Override
    public synchronized RunView stop(String run) {
        LivelyRun found = find(run);
        found.snapshot();
        return move(found, RunState.STOPPED, "stopped", RunState.RUNNING, RunState.PAUSED);
    }

    @Override
    public synchronized RunView snapshot(String run) {
        LivelyRun found = find(run);
        found.snapshot();
        return found.view(true);
    }

    @Override
    public synchronized List<SnapshotView> snapshots(String run) {
        return SampleSnapshots.of(find(run).view(false));
    }

    @Override
    public synchronized RunView delete(String run) {
        LivelyRun found = find(run);
        RunView view = found.view(true);
        if (view.state() == RunState.RUNNING || view.state() == RunState.PAUSED) {
            throw conflict("run", "'" + run + "' is " + view.state() + "; stop it first");
        }
        runs.remove(run);
        tell(found.event("deleted", Map.of(), null));
        return view;
    }

    @Override
    public synchronized Ticket swap(String run, SwapRequest request) {
        LivelyRun found = find(run);
        found.tickets.requireUnwatched(request.slot());
        Ticket ticket = found.swap(request);
        tell(found.event("ticket", Map.of(), ticket));
        return ticket;
    }

    @Override
    public synchronized Ticket set(String run, SettingRequest request) {
        LivelyRun found = find(run);
        Ticket ticket = found.set(request);
        tell(found.event("ticket", Map.of(), ticket));
        return ticket;
    }

    @Override
    public synchronized Ticket rollBack(String run, long ticket) {
        LivelyRun found = find(run);
        Ticket old = found.tickets.get(ticket);
        if (!LivelyTickets.isOpen(old) && old.state() != TicketState.COMMITTED) {
            throw conflict("ticket", ticket + " is " + old.state() + "; nothing is to be undone");
        }
        boolean back = found.rollBack(old);
        tell(found.event("ticket", Map.of(), found.tickets.get(ticket)));
        if (back) {
            tell(found.event("set-back", Map.of(), null));
        }
        return found.tickets.get(ticket);
    }

    @Override
    public synchronized Ticket commit(String run, long ticket) {
        LivelyRun found = find(run);
        Ticket old = found.tickets.get(ticket);
        if (old.state() != TicketState.PROBATION) {
            throw conflict("ticket", ticket + " is " + old.state() + ", not under probation");
        }
        Ticket kept = found.tickets.keep(
                old.decided(TicketState.COMMITTED, found.view(false).updates(), null));
        tell(found.event("ticket", Map.of(), kept));
        return kept;
    }

    @Override
    public synchronized Ticket promote(String run, long ticket) {
        LivelyRun found = find(run);
        if (!LivelyTickets.isShared(found.tickets.get(ticket))) {
            throw conflict(
                    "ticket", ticket + " is " + found.tickets.get(ticket).state() + ", no newcomer shares a slot");
        }
        Ticket promoted = found.promote(ticket);
        tell(found.event("ticket", Map.of(), promoted));
        return promoted;
    }

    private static ProblemException conflict(String path, String message) {
        return new ProblemException(new Problem("CONFLICT", path, message));
    }

    @Override
    public synchronized SwapPreview preview(String run, SwapRequest request) {
        Problem misfit = find(run).misfit(request);
        String mode = SampleChanges.how(request).mode();
        return new SwapPreview(
                misfit == null,
                misfit,
                SampleChanges.modes(request.slot()),
                misfit == null ? SampleChanges.transfer(mode) : StateTransfer.NONE);
    }

    @Override
    public synchronized List<GuardView> guards(String run, String slot) {
        find(run);
        return SampleChanges.guards(slot);
    }

    @Override
    public synchronized RunView fork(String run, ForkRequest request) {
        LivelyRun source = find(run);
        long entries = source.journal.size();
        if (request.entry() != null && (request.entry() < 1 || request.entry() > entries)) {
            throw new ProblemException(new Problem(
                    "USER", "entry", "found " + request.entry() + ", but the journal has the entries 1 to " + entries));
        }
        LivelyRun fork = source.fork(request.run() == null ? run + ".fork-1" : request.run());
        if (request.swap() != null) {
            fork.swap(request.swap());
        }
        if (request.setting() != null) {
            fork.set(request.setting());
        }
        runs.put(fork.id, fork);
        tell(fork.event("state", Map.of(), null));
        return fork.view(true);
    }

    @Override
    public synchronized Replay replay(String run) {
        if (find(run).view(false).parameterHash().isEmpty()) {
            throw conflict("run", "'" + run + "' has no snapshot yet to be repeated");
        }
        replays.put(run, 0L);
        return replayed(run);
    }

    /** Each look finds the replay a third further on. */
    @Override
    public synchronized Replay replayed(String run) {
        String hash = find(run).view(false).parameterHash();
        if (!replays.containsKey(run)) {
            throw new ProblemException(new Problem("NOT_FOUND", "run", "'" + run + "' has not been repeated"));
        }
        long thirds = replays.merge(run, 1L, Long::sum) - 1;
        boolean done = thirds >= 3;
        return new Replay(
                run,
                done ? RunState.DONE : RunState.RUNNING,
                Math.min(3, thirds) * 1000,
                3000,
                2,
                hash,
                done ? hash : "",
                done,
                null);
    }

    @Override
    public synchronized List<Ticket> tickets(String run) {
        return find(run).tickets.all();
    }

    @Override
    public synchronized List<JournalEntry> journal(String run) {
        return List.copyOf(find(run).journal);
    }

    @Override
    public synchronized List<SeriesView> metrics(String run, List<String> names, int maxPoints) {
        return find(run).curves().stream()
                .filter(curve -> names.isEmpty() || names.contains(curve.name()))
                .map(curve -> curve.view(maxPoints))
                .toList();
    }

    @Override
    public List<SamplesView> samples(String run) {
        return List.of();
    }

    @Override
    public synchronized List<EpisodeSummary> episodes(String run) {
        return SampleEpisodes.of(find(run)).stream().map(EpisodeView::summary).toList();
    }

    @Override
    public synchronized EpisodeView episode(String run, String episode) {
        return SampleEpisodes.of(find(run)).stream()
                .filter(each -> each.summary().episode().equals(episode))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        new Problem("NOT_FOUND", "episodes/" + episode, "run '" + run + "' has no such episode")));
    }

    @Override
    public AutoCloseable subscribe(Consumer<RunEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<PluginView> plugins() {
        return SamplePlugins.ALL;
    }

    @Override
    public synchronized List<PluginView> candidates(String run, String slot) {
        SlotView occupied = find(run).slotAt(slot);
        if (occupied == null) {
            throw new ProblemException(new Problem("NOT_FOUND", slot, "run '" + run + "' has no such slot"));
        }
        return SamplePlugins.ALL.stream()
                .filter(plugin ->
                        plugin.kind().equals(occupied.kind()) && plugin.state().equals("READY"))
                .toList();
    }

    @Override
    public RunView await(String run, double seconds) {
        return run(run);
    }

    /** Stops the clock. */
    @Override
    public void close() {
        ticking.cancel(false);
        clock.shutdownNow();
    }

    private LivelyRun find(String id) {
        LivelyRun run = runs.get(id);
        if (run == null) {
            throw new ProblemException(
                    new Problem("NOT_FOUND", "runs/" + id, "there is no run '" + id + "'; there are " + runs.keySet()));
        }
        return run;
    }

    private RunView move(LivelyRun run, RunState to, String type, RunState... from) {
        if (!List.of(from).contains(run.state())) {
            throw new ProblemException(
                    new Problem("CONFLICT", "runs/" + run.id, "is " + run.state() + "; this needs " + List.of(from)));
        }
        run.to(to, type);
        tell(run.event("state", Map.of(), null));
        return run.view(true);
    }
}
