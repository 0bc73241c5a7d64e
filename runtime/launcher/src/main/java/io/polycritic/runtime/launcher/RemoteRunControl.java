package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.EpisodeSummary;
import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.GuardView;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
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
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The runs of another process, through its REST interface. */
final class RemoteRunControl implements RunControl {
    private static final Set<RunState> ENDED = EnumSet.of(RunState.STOPPED, RunState.DONE, RunState.FAILED);
    private static final long POLL_MILLIS = 250;

    private final Rest rest;

    RemoteRunControl(Rest rest) {
        this.rest = rest;
    }

    private static String path(String run) {
        return "/runs/" + Rest.segment(run);
    }

    @Override
    public List<RunView> runs() {
        return rest.list("/runs", RunView.class);
    }

    @Override
    public RunView run(String run) {
        return rest.get(path(run), RunView.class);
    }

    @Override
    public RunView start(RunRequest request) {
        return rest.post("/runs", request, RunView.class);
    }

    @Override
    public String spec(String run) {
        return rest.get(path(run) + "/export?format=spec", JsonNode.class).toPrettyString() + "\n";
    }

    @Override
    public List<SlotView> check(String spec) {
        return rest.items(rest.post("/check", spec, JsonNode.class).path("items"), SlotView.class);
    }

    @Override
    public RunView pause(String run) {
        return rest.post(path(run) + "/pause", null, RunView.class);
    }

    @Override
    public RunView resume(String run) {
        return rest.post(path(run) + "/resume", null, RunView.class);
    }

    @Override
    public RunView stop(String run) {
        return rest.post(path(run) + "/stop", null, RunView.class);
    }

    @Override
    public RunView snapshot(String run) {
        return rest.post(path(run) + "/snapshot", null, RunView.class);
    }

    @Override
    public List<SnapshotView> snapshots(String run) {
        return rest.list(path(run) + "/snapshots", SnapshotView.class);
    }

    @Override
    public RunView delete(String run) {
        return rest.delete(path(run), RunView.class);
    }

    @Override
    public Ticket swap(String run, SwapRequest request) {
        return rest.post(path(run) + "/swaps", request, Ticket.class);
    }

    @Override
    public Ticket set(String run, SettingRequest request) {
        return rest.post(path(run) + "/settings", request, Ticket.class);
    }

    @Override
    public Ticket rollBack(String run, long ticket) {
        return rest.post(path(run) + "/swaps/" + ticket + "/rollback", null, Ticket.class);
    }

    @Override
    public Ticket commit(String run, long ticket) {
        return rest.post(path(run) + "/swaps/" + ticket + "/commit", null, Ticket.class);
    }

    @Override
    public Ticket promote(String run, long ticket) {
        return rest.post(path(run) + "/swaps/" + ticket + "/promote", null, Ticket.class);
    }

    @Override
    public SwapPreview preview(String run, SwapRequest request) {
        return rest.post(path(run) + "/preview", request, SwapPreview.class);
    }

    @Override
    public List<GuardView> guards(String run, String slot) {
        return rest.list(path(run) + "/guards?slot=" + Rest.segment(slot), GuardView.class);
    }

    @Override
    public RunView fork(String run, ForkRequest request) {
        return rest.post(path(run) + "/forks", request, RunView.class);
    }

    @Override
    public Replay replay(String run) {
        return rest.post(path(run) + "/replay", null, Replay.class);
    }

    @Override
    public Replay replayed(String run) {
        return rest.get(path(run) + "/replay", Replay.class);
    }

    @Override
    public List<Ticket> tickets(String run) {
        return rest.history(path(run) + "/swaps", Ticket.class);
    }

    @Override
    public List<JournalEntry> journal(String run) {
        return rest.history(path(run) + "/journal", JournalEntry.class);
    }

    @Override
    public List<SeriesView> metrics(String run, List<String> names, int maxPoints) {
        String wanted = names.isEmpty() ? "" : "&names=" + Rest.segment(String.join(",", names));
        return rest.list(path(run) + "/metrics?maxPoints=" + maxPoints + wanted, SeriesView.class);
    }

    @Override
    public List<EpisodeSummary> episodes(String run) {
        return rest.list(path(run) + "/episodes", EpisodeSummary.class);
    }

    @Override
    public EpisodeView episode(String run, String episode) {
        return rest.get(path(run) + "/episodes/" + Rest.segment(episode), EpisodeView.class);
    }

    @Override
    public List<SamplesView> samples(String run) {
        return rest.list(path(run) + "/samples", SamplesView.class);
    }

    @Override
    public AutoCloseable subscribe(Consumer<RunEvent> listener) {
        return rest.events("/events", RunEvent.class, listener);
    }

    @Override
    public List<PluginView> plugins() {
        return rest.list("/plugins", PluginView.class);
    }

    @Override
    public List<PluginView> candidates(String run, String slot) {
        return rest.list(path(run) + "/candidates?slot=" + Rest.segment(slot), PluginView.class);
    }

    @Override
    public RunView await(String run, double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (true) {
            RunView view = run(run);
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ENDED.contains(view.state()) || left <= 0) {
                return view;
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(left, POLL_MILLIS));
        }
    }
}
