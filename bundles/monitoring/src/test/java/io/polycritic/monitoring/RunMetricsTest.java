package io.polycritic.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SystemView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scraper reads. */
class RunMetricsTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final List<RunView> runs = new ArrayList<>();
    private long now;

    private static RunView run(String id, RunState state, long updates) {
        return new RunView(id, "toy", 7, state, updates * 20, 1000, updates, 0, 1, 12.5, "", null, Map.of(), List.of());
    }

    private String scrape(String accept) {
        now += 1_000_000_000L;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Measures.format(accept).write(out, registry.scrape());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private void has(String line) {
        String text = scrape(null);
        assertTrue(text.lines().anyMatch(line::equals), line + "\nis not in\n" + text);
    }

    private RunMetrics metrics() {
        return new RunMetrics(registry, () -> OnlyRuns.of(runs), () -> now);
    }

    @Test
    void runsAreCountedByState() {
        metrics();
        has("polycritic_runs{state=\"running\"} 0.0");
        runs.add(run("a", RunState.RUNNING, 3));
        runs.add(run("b", RunState.RUNNING, 3));
        runs.add(run("c", RunState.FAILED, 3));
        has("polycritic_runs{state=\"running\"} 2.0");
        has("polycritic_runs{state=\"failed\"} 1.0");
        has("polycritic_runs{state=\"done\"} 0.0");
    }

    /** A run that goes back to an earlier update has not undone its work; one that has ended has no series any more. */
    @Test
    void updatesOfLiveRunsOnlyGrow() {
        metrics();
        runs.add(run("a", RunState.RUNNING, 10));
        has("polycritic_run_updates_total{run=\"a\"} 0.0");
        runs.set(0, run("a", RunState.RUNNING, 14));
        has("polycritic_run_updates_total{run=\"a\"} 4.0");
        has("polycritic_run_steps_total{run=\"a\"} 80.0");
        runs.set(0, run("a", RunState.RUNNING, 6));
        has("polycritic_run_updates_total{run=\"a\"} 4.0");
        runs.set(0, run("a", RunState.PAUSED, 9));
        has("polycritic_run_updates_total{run=\"a\"} 7.0");
        has("polycritic_run_steps_per_second{run=\"a\"} 12.5");
        has("polycritic_run_progress_ratio{run=\"a\"} 0.18");
        runs.set(0, run("a", RunState.DONE, 50));
        assertFalse(scrape(null).contains("run=\"a\""));
    }

    private static RunEvent ticket(long id, TicketState state, double pause) {
        Ticket ticket = new Ticket(id, "a", "critics.one", "x@1", "y@1", null, state, 1, -1, pause, null, null);
        return new RunEvent("a", "ticket", 1, 20, Map.of(), ticket, RunState.RUNNING);
    }

    /** A ticket is told of at each of its states, but the run stood still once. */
    @Test
    void eachPauseAndOutcomeCountsOnce() {
        RunMetrics metrics = metrics();
        metrics.accept(ticket(1, TicketState.REQUESTED, 0));
        metrics.accept(ticket(1, TicketState.PREPARED, 0));
        metrics.accept(ticket(1, TicketState.APPLIED, 3));
        metrics.accept(ticket(1, TicketState.PROBATION, 3));
        metrics.accept(ticket(1, TicketState.COMMITTED, 3));
        metrics.accept(ticket(2, TicketState.COMMITTED, 300));
        metrics.accept(ticket(3, TicketState.REJECTED, 0));
        has("polycritic_swap_pause_seconds_count 2");
        has("polycritic_swap_pause_seconds_bucket{le=\"0.0025\"} 0");
        has("polycritic_swap_pause_seconds_bucket{le=\"0.005\"} 1");
        assertEquals(new SystemView.Pauses(2, 151.5, 300), metrics.pauses());
        has("polycritic_tickets_total{outcome=\"committed\"} 2.0");
        has("polycritic_tickets_total{outcome=\"rejected\"} 1.0");
        has("polycritic_tickets_total{outcome=\"rolled_back\"} 0.0");
    }

    @Test
    void evaluationsAreCounted() {
        RunMetrics metrics = metrics();
        metrics.accept(new RunEvent("a", "evaluation", 1, 2, Map.of("evaluators.e/x", 1.0), null, RunState.RUNNING));
        metrics.accept(
                new RunEvent("a", "evaluation", 1, 2, Map.of("evaluators.e/failed", 1.0), null, RunState.RUNNING));
        metrics.accept(new RunEvent("a", "metrics", 1, 2, Map.of("learner/loss", 1.0), null, RunState.RUNNING));
        has("polycritic_evaluations_total{outcome=\"ok\"} 1.0");
        has("polycritic_evaluations_total{outcome=\"failed\"} 1.0");
    }

    @Test
    void pathsOfRequestsAreBoundedByRoutes() {
        RequestMetrics requests = new RequestMetrics(registry);
        requests.count("GET", "/runs/{run}", "/api/v1/runs/a", 200, 2_000_000);
        requests.count("GET", "/runs/{run}", "/api/v1/runs/b", 200, 2_000_000);
        requests.count("BREW", null, "/api/v1/teapot", 404, 1);
        requests.count("GET", null, "/assets/x.js", 200, 1);
        new Refusals(requests).refused("GET", "/assets/x.js", 403, 1);
        has(
                "polycritic_http_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/runs/{run}\",status=\"200\"} 2");
        has("polycritic_http_request_duration_seconds_count{method=\"GET\",route=\"console\",status=\"403\"} 1");
        has("polycritic_http_request_duration_seconds_count{method=\"OTHER\",route=\"/api\",status=\"404\"} 1");
        has("polycritic_http_request_duration_seconds_count{method=\"GET\",route=\"console\",status=\"200\"} 1");
    }

    @Test
    void requestsAreSummedByRoute() {
        RequestMetrics requests = new RequestMetrics(registry);
        requests.count("GET", "/runs", "/api/v1/runs", 200, 500_000_000);
        requests.count("GET", "/runs", "/api/v1/runs", 503, 750_000_000);
        requests.count("GET", "/runs", "/api/v1/runs", 401, 250_000_000);
        requests.count("POST", "/runs", "/api/v1/runs", 201, 125_000_000);
        List<SystemView.Traffic> traffic = requests.traffic();
        assertEquals(2, traffic.size());
        assertEquals(new SystemView.Traffic("GET", "/api/v1/runs", 3, 1, 1, 500), traffic.get(0));
        assertEquals(new SystemView.Traffic("POST", "/api/v1/runs", 1, 0, 0, 125), traffic.get(1));
    }

    /** A run that goes back or ends takes nothing away from what was done. */
    @Test
    void updatesNeverBecomeFewer() {
        RunMetrics metrics = metrics();
        runs.add(run("a", RunState.RUNNING, 3));
        assertEquals(new SystemView.Work(1, 0, 12.5), metrics.work());
        long[] done = {9, 4, 6};
        long[] total = {6, 6, 8};
        for (int i = 0; i < done.length; i++) {
            runs.set(0, run("a", RunState.RUNNING, done[i]));
            now += 1_000_000_000L;
            assertEquals(total[i], metrics.work().updates());
        }
        runs.set(0, run("a", RunState.DONE, 6));
        now += 1_000_000_000L;
        assertEquals(new SystemView.Work(0, 8, 0), metrics.work());
    }

    @Test
    void bothFormatsAreSpoken() {
        metrics();
        assertTrue(scrape("application/openmetrics-text;version=1.0.0").endsWith("# EOF\n"));
        assertTrue(scrape("text/plain").contains("# TYPE polycritic_tickets_total counter"));
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                Measures.format(null).getContentType());
    }
}
