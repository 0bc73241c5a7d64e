package io.polycritic.engine;

import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunUser;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Plugin;
import io.polycritic.catalog.PluginListener;
import io.polycritic.store.Journal;
import io.polycritic.store.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All runs of a data folder: the live ones, and those at rest in their folders. */
final class Runs implements PluginListener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Runs.class.getName());
    private static final int MAX_LIVE = 64;
    private static final long LEAVE_SECONDS = 30;
    private static final long CLOSE_SECONDS = 10;
    /** What a live run's state is while its parts and files are being closed. */
    private static final Set<RunState> AT_AN_END = Set.of(RunState.DONE, RunState.STOPPED, RunState.FAILED);

    private final Path data;
    private final Services services;
    private final EventHub events = new EventHub();
    private final Evaluations evaluations = new Evaluations();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(job -> {
        Thread thread = new Thread(job, "polycritic-snapshots");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Run> live = new ConcurrentHashMap<>();
    private final RunsAtRest resting;
    private final Watchdog watchdog;
    private final RunOpener opener;
    private final DataLock lock;
    private final Forks forks;
    private final Replays replays;
    private final Upgrades upgrades;
    private final Continuity continuity = new Continuity(this);
    private final SnapshotReader frozen;

    Runs(Path data, Services services) {
        this.data = data;
        this.services = services;
        this.resting = new RunsAtRest(data);
        this.lock = new DataLock(data);
        this.opener = new RunOpener(data, services, events, evaluations, writer);
        this.forks = new Forks(data, services);
        this.replays = new Replays(data, forks, opener);
        this.upgrades = new Upgrades(services.catalog(), events, this::find);
        this.frozen = new SnapshotReader(data, services, this::folder);
        services.catalog().listen(this);
        this.watchdog = new Watchdog(this::checkHangs);
        writer.execute(() -> RunFolder.sweep(data));
    }

    /** How runs outlive the process. */
    Continuity continuity() {
        return continuity;
    }

    private void checkHangs() {
        live.values().forEach(Run::checkHang);
        replays.checkHang();
        evaluations.checkHang();
    }

    /** Begins a run with another one's history, and starts it. */
    synchronized RunView fork(String run, ForkRequest request) {
        RunFolder source = folder(run);
        lock.hold();
        String fork = forks.fork(source, request, view(run).updates());
        return start(new RunRequest(null, fork, null, request.steps(), false));
    }

    /** Begins to repeat a run. */
    Replay replay(String run) {
        RunFolder source = folder(run);
        lock.hold();
        return replays.begin(source);
    }

    /** How the repetition of a run stands. */
    Replay replayed(String run) {
        folder(run);
        return replays.view(run);
    }

    EventHub events() {
        return events;
    }

    RunView start(RunRequest request) {
        return start(request, false);
    }

    /** Goes on with a run that was interrupted; one that was paused rests. */
    RunView proceed(String run) {
        boolean paused = Continuity.isPaused(Journal.read(folder(run).journal()));
        return start(new RunRequest(null, run, null, null, false), paused);
    }

    private RunView start(RunRequest request, boolean paused) {
        RunOpener.Plan plan = opener.plan(request);
        awaitClosed(plan.run());
        return start(request, plan, paused);
    }

    private synchronized RunView start(RunRequest request, RunOpener.Plan plan, boolean paused) {
        // Whatever was asked for before: once drain has had this lock nothing may begin.
        continuity.check();
        Optional<Run> present = find(plan.run());
        if (present.isPresent()) {
            throw inTheWay(plan.run(), "is " + present.get().state() + " already; stop it first or take another id");
        }
        if (liveRuns().size() >= MAX_LIVE) {
            throw new PolycriticException(ErrorCode.CONFLICT, "run", MAX_LIVE + " runs are live, which is the limit");
        }
        lock.hold();
        if (request.fresh() && plan.folder().exists()) {
            opener.assemble(plan).close();
            plan.folder().archive();
        } else if (isDone(plan)) {
            return view(plan.run());
        }
        Run run = opener.open(plan, paused);
        live.put(run.id(), run);
        resting.begun(run.id());
        RunView view = Views.run(run, true);
        run.recorder().summary(run);
        run.start();
        upgrades.announce(run);
        return view;
    }

    private boolean isDone(RunOpener.Plan plan) {
        if (!plan.folder().exists()) {
            return false;
        }
        Optional<RunView> summary = resting.summary(plan.folder());
        return summary.isPresent()
                && summary.get().state() == RunState.DONE
                && summary.get().steps() >= plan.spec().steps()
                && opener.isSame(plan);
    }

    /** Who has seen that a run is at an end may do with it at once what can be done with one at rest. */
    private void awaitClosed(String run) {
        find(run).filter(found -> AT_AN_END.contains(found.state())).ifPresent(found -> {
            try {
                boolean closed = found.await(CLOSE_SECONDS);
                LOG.log(System.Logger.Level.DEBUG, "run {0} was waited for; closed: {1}", run, closed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static String refusal(Run found) {
        boolean closing = AT_AN_END.contains(found.state());
        return "is " + found.state() + (closing ? ", but a part of it does not close" : "; stop it first");
    }

    /**
     * Deletes a run at rest.
     *
     * @param users whoever may need it
     */
    RunView delete(String run, RunUser users) {
        RunFolder folder = folder(run);
        awaitClosed(run);
        return delete(run, folder, users);
    }

    private synchronized RunView delete(String run, RunFolder folder, RunUser users) {
        find(run).ifPresent(found -> {
            throw inTheWay(run, refusal(found));
        });
        if (replays.isLive(run)) {
            throw inTheWay(run, "is being repeated; wait for the end of that");
        }
        users.uses(run).ifPresent(who -> {
            throw inTheWay(run, "is needed by " + who);
        });
        lock.hold();
        RunView view = view(run);
        folder.discard(data);
        replays.forget(run);
        resting.begun(run);
        events.publish(new RunEvent(run, "deleted", view.updates(), view.steps(), Map.of(), null, view.state()));
        return view;
    }

    private static PolycriticException inTheWay(String run, String why) {
        return new PolycriticException(ErrorCode.CONFLICT, "run", "'" + run + "' " + why);
    }

    List<SlotView> check(String spec) {
        Parts parts = opener.assemble(opener.plan(new RunRequest(spec, null, null, null, false)));
        try {
            return SlotViews.of(parts.all());
        } finally {
            parts.close();
        }
    }

    List<RunView> views() {
        sweep();
        return RunFolder.all(data).stream().map(folder -> brief(folder)).toList();
    }

    private RunView brief(RunFolder folder) {
        return find(folder.run()).map(run -> Views.run(run, false)).orElseGet(() -> resting.brief(folder));
    }

    RunView view(String run) {
        Optional<Run> found = find(run);
        if (found.isPresent()) {
            return Views.run(found.get(), true);
        }
        sweep();
        return resting.view(folder(run));
    }

    /** The run if it is live. */
    Optional<Run> find(String run) {
        return Optional.ofNullable(live.get(run)).filter(Run::isLive);
    }

    Run live(String run) {
        return find(run).orElseThrow(() -> {
            folder(run);
            return new PolycriticException(
                    ErrorCode.CONFLICT, "run", "'" + run + "' is not live in this process; start it first");
        });
    }

    List<Run> liveRuns() {
        sweep();
        return List.copyOf(live.values());
    }

    /** The live runs, once one that is just being started is among them. */
    synchronized List<Run> begun() {
        return liveRuns();
    }

    /**
     * Lets go of runs that have ended. How one failed is kept: what made it fail may have kept its summary from disk.
     */
    private void sweep() {
        live.values().removeIf(run -> {
            if (!run.isLive() && run.state() == RunState.FAILED) {
                resting.failed(Views.run(run, false));
            }
            return !run.isLive();
        });
    }

    List<Ticket> tickets(String run) {
        Optional<Run> found = find(run);
        if (found.isPresent()) {
            return found.get().tickets().all();
        }
        return Tickets.of(journal(run));
    }

    List<Journal.Entry> journal(String run) {
        Optional<Run> found = find(run);
        return found.isPresent()
                ? found.get().journal().entries()
                : Journal.read(folder(run).journal());
    }

    Series series(String run) {
        Optional<Run> found = find(run);
        return found.isPresent() ? found.get().recorder().series() : ChartsFile.read(folder(run));
    }

    /** The spec that leads where a run has come. */
    String spec(String run) {
        return Retelling.of(view(run), folder(run), journal(run));
    }

    /** Lets others look at copies of runs. */
    SnapshotReader frozen() {
        return frozen;
    }

    /** The plugins whose parts can play every role that the run's parts ask for in a slot. */
    List<PluginView> candidates(String run, String slot) {
        return Candidates.of(live(run).parts(), slot, services.catalog().plugins()).stream()
                .map(plugin -> Views.plugin(services.catalog(), plugin, liveRuns()))
                .toList();
    }

    @Override
    public void arrived(Plugin plugin) {
        for (Run run : liveRuns()) {
            run.arrived(plugin);
            upgrades.announce(run);
        }
    }

    @Override
    public void leaving(Plugin plugin) {
        for (Run run : liveRuns()) {
            try {
                run.leaving(plugin, LEAVE_SECONDS);
            } catch (PolycriticException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "run {0} has not let go of {1} yet: {2}",
                        run.id(),
                        plugin.pin(),
                        e.getMessage());
            }
        }
    }

    @Override
    public boolean uses(Plugin plugin) {
        return liveRuns().stream().anyMatch(run -> run.parts().uses(plugin))
                || replays.uses(plugin)
                || evaluations.uses(plugin)
                || frozen.uses(plugin);
    }

    @Override
    public void close() {
        services.catalog().unlisten(this);
        upgrades.close();
        // Who has been asked to leave before, and in vain, is not waited for again.
        Continuity.leave(live.values(), continuity.isDraining() ? 0 : LEAVE_SECONDS);
        replays.close();
        watchdog.close();
        evaluations.close();
        writer.shutdown();
        events.close();
        lock.close();
    }

    RunFolder folder(String run) {
        return resting.folder(run);
    }

    /** The runs that were not at rest when the process before this one ended, the newest first. */
    List<String> interrupted() {
        sweep();
        return resting.interrupted().stream().filter(run -> find(run).isEmpty()).toList();
    }

    /** Says why a run does not go on. On disk it stays what it was. */
    RunView failed(String run, Problem problem) {
        RunView view = view(run).failed(problem);
        resting.failed(view);
        return view;
    }
}
