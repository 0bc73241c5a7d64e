package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SeriesView;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
    public Ticket swap(String run, SwapRequest request) {
        return rest.post(path(run) + "/swaps", request, Ticket.class);
    }

    @Override
    public RunView weight(String run, String slot, double weight) {
        return rest.put(
                path(run) + "/slots/" + Rest.segment(slot) + "/weight", Map.of("weight", weight), RunView.class);
    }

    @Override
    public List<Ticket> tickets(String run) {
        return rest.list(path(run) + "/swaps", Ticket.class);
    }

    @Override
    public List<JournalEntry> journal(String run) {
        return rest.list(path(run) + "/journal", JournalEntry.class);
    }

    @Override
    public List<SeriesView> metrics(String run, List<String> names, int maxPoints) {
        String wanted = names.isEmpty() ? "" : "&names=" + Rest.segment(String.join(",", names));
        return rest.list(path(run) + "/metrics?maxPoints=" + maxPoints + wanted, SeriesView.class);
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
