package io.polycritic.runtime.launcher;

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
import io.polycritic.api.control.ServerControl;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SlotState;
import io.polycritic.api.control.SlotUse;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.SnapshotView;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs that make a tenth of their budget whenever somebody looks. A spec that says "forever" makes no steps. */
final class FakeRuns implements RunControl, ServerControl {
    private final Map<String, RunView> runs = new LinkedHashMap<>();

    @Override
    public List<RunView> resumeRuns() {
        return List.of();
    }

    @Override
    public List<RunView> drain(double seconds) {
        return List.of();
    }

    @Override
    public boolean isDraining() {
        return false;
    }

    @Override
    public synchronized RunView start(RunRequest request) {
        String spec = request.spec();
        if (spec != null && spec.contains("bad")) {
            throw new ProblemException(new Problem("USER", "learner.config.rate", "is -1; allowed is > 0"));
        }
        String name = spec != null && spec.contains("forever") ? "forever" : "short";
        long seed = request.seed() == null ? 1 : request.seed();
        String id = request.run() == null ? name + "-" + seed : request.run();
        long budget = request.steps() == null ? 1000 : request.steps();
        runs.put(id, view(id, name, seed, RunState.RUNNING, 0, budget));
        return runs.get(id);
    }

    private static RunView view(String id, String name, long seed, RunState state, long steps, long budget) {
        Map<String, Double> metrics =
                Map.of("evaluators.play/coverage", 0.5, "evaluators.play/nan", Double.NaN, "run/return", 3.0);
        List<SlotView> slots = List.of(new SlotView(
                "critics.task",
                "critic",
                "value",
                "0.1.0",
                "b",
                0,
                1.0,
                Map.of("rate", 0.1),
                List.of(),
                List.of(),
                "",
                List.of(new SlotUse("optimizers.critics", true, List.of())),
                SlotState.ACTIVE,
                ""));
        String hash = state == RunState.RUNNING ? "" : "abc123";
        return new RunView(
                id, name, seed, state, steps, budget, steps / 10, 2, steps / 100.0, 100, hash, null, metrics, slots);
    }

    private RunView to(String run, RunState state, long steps) {
        RunView old = run(run);
        runs.put(run, view(run, old.name(), old.seed(), state, steps, old.budget()));
        return runs.get(run);
    }

    @Override
    public synchronized String spec(String run) {
        return "{\"name\": \"" + run(run).name() + "\"}";
    }

    @Override
    public synchronized RunView run(String run) {
        RunView view = runs.get(run);
        if (view == null) {
            throw new ProblemException(new Problem("NOT_FOUND", "run", "there is no run '" + run + "'"));
        }
        return view;
    }

    @Override
    public synchronized RunView await(String run, double seconds) {
        RunView view = run(run);
        if (view.state() != RunState.RUNNING || view.name().equals("forever")) {
            return view;
        }
        long steps = view.steps() + view.budget() / 10;
        return to(run, steps >= view.budget() ? RunState.DONE : RunState.RUNNING, steps);
    }

    @Override
    public synchronized List<RunView> runs() {
        return List.copyOf(runs.values());
    }

    @Override
    public List<SlotView> check(String spec) {
        return view("x", "x", 1, RunState.RUNNING, 0, 1).slots();
    }

    @Override
    public List<SnapshotView> snapshots(String run) {
        RunView view = run(run);
        return List.of(new SnapshotView(
                view.updates(), view.steps(), 1, "2026-01-02T03:04:05Z", 10, "abc123", SnapshotView.RECENT, null));
    }

    @Override
    public synchronized RunView delete(String run) {
        return runs.remove(run(run).run());
    }

    @Override
    public synchronized RunView pause(String run) {
        return to(run, RunState.PAUSED, run(run).steps());
    }

    @Override
    public synchronized RunView resume(String run) {
        return to(run, RunState.RUNNING, run(run).steps());
    }

    @Override
    public synchronized RunView stop(String run) {
        return to(run, RunState.STOPPED, run(run).steps());
    }

    @Override
    public RunView snapshot(String run) {
        return run(run);
    }

    @Override
    public Ticket swap(String run, SwapRequest request) {
        boolean known = request.plugin().equals("value");
        Problem problem = known ? null : new Problem("USER", "plugin", "is unknown");
        TicketState state = known ? TicketState.COMMITTED : TicketState.REJECTED;
        TicketChange how = new TicketChange(request.mode(), 0, "", null, List.of(), 0, "user");
        return ticket(run, request.slot(), request.plugin(), how, state, problem);
    }

    private static Ticket ticket(
            String run, String slot, String plugin, TicketChange how, TicketState state, Problem problem) {
        return new Ticket(1, run, slot, "", plugin, how, state, 7, 7, 0.5, StateTransfer.NONE, problem);
    }

    @Override
    public Ticket set(String run, SettingRequest request) {
        TicketChange how =
                new TicketChange(TicketChange.SET, 0, request.setting(), request.value(), List.of(), 0, "user");
        return ticket(run, request.slot(), "value", how, TicketState.COMMITTED, null);
    }

    @Override
    public Ticket rollBack(String run, long ticket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ticket commit(String run, long ticket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ticket promote(String run, long ticket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SwapPreview preview(String run, SwapRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<GuardView> guards(String run, String slot) {
        return List.of();
    }

    @Override
    public RunView fork(String run, ForkRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Replay replay(String run) {
        return replayed(run);
    }

    @Override
    public Replay replayed(String run) {
        String hash = run(run).parameterHash();
        return new Replay(run, RunState.DONE, 10, 10, 0, hash, hash, true, null);
    }

    @Override
    public List<Ticket> tickets(String run) {
        return List.of();
    }

    @Override
    public List<JournalEntry> journal(String run) {
        return List.of(new JournalEntry(1, "2026-01-01T00:00:00Z", 0, "created", Map.of()));
    }

    @Override
    public List<SeriesView> metrics(String run, List<String> names, int maxPoints) {
        return List.of();
    }

    @Override
    public List<EpisodeSummary> episodes(String run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EpisodeView episode(String run, String episode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SamplesView> samples(String run) {
        return List.of();
    }

    @Override
    public AutoCloseable subscribe(Consumer<RunEvent> listener) {
        List<RunView> live =
                runs().stream().filter(run -> run.state() == RunState.RUNNING).toList();
        live.forEach(run -> listener.accept(
                new RunEvent(run.run(), "metrics", run.updates() + 1, run.steps(), Map.of(), null, run.state())));
        return () -> {};
    }

    @Override
    public List<PluginView> plugins() {
        return List.of(new PluginView(
                "critic", "value", "0.1.0", "b", "READY", "", "Judges states.", "", List.of(), List.of()));
    }

    @Override
    public List<PluginView> candidates(String run, String slot) {
        return plugins();
    }
}
