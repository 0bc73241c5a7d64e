package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.TicketState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that records what it is asked and answers what it is told. */
class RemoteRunControlTest {
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final FakeRuns runs = new FakeRuns();
    private HttpServer server;
    private RemoteRunControl control;
    private volatile int status = 200;
    private volatile String answer = "{}";

    @BeforeEach
    void serve() throws IOException {
        Logs.silence();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        control = new RemoteRunControl(new Rest(server.getAddress().getPort(), "secret"));
        answer = Json.MAPPER.writeValueAsString(runs.start(new RunRequest("short", null, null, null, false)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + token + " " + body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String request() {
        String request = asked.remove();
        assertTrue(request.contains(" Bearer secret "), request);
        return request.replace(" Bearer secret ", " ").strip();
    }

    @Test
    void asksForRuns() {
        RunView run = control.run("a run/1");
        assertEquals("GET /api/v1/runs/a%20run%2F1", request());
        assertEquals("short-1", run.run());
        assertEquals(RunState.RUNNING, run.state());
        assertEquals(0.5, run.metrics().get("evaluators.play/coverage"));
        assertEquals("value", run.slots().get(0).plugin());
        answer = "{\"items\": [" + answer + "]}";
        assertEquals(
                List.of("short-1"), control.runs().stream().map(RunView::run).toList());
        assertEquals("GET /api/v1/runs", request());
    }

    @Test
    void deletesRunsAndListsTheirSnapshots() {
        assertEquals("short-1", control.delete("r/1").run());
        assertEquals("DELETE /api/v1/runs/r%2F1", request());
        answer = "{\"items\": [{\"update\": 3, \"kept\": \"recent\"}]}";
        assertEquals(3, control.snapshots("r").get(0).update());
        assertEquals("GET /api/v1/runs/r/snapshots", request());
    }

    @Test
    void actsOnRuns() {
        control.pause("r");
        assertEquals("POST /api/v1/runs/r/pause", request());
        control.resume("r");
        assertEquals("POST /api/v1/runs/r/resume", request());
        control.stop("r");
        assertEquals("POST /api/v1/runs/r/stop", request());
        control.snapshot("r");
        assertEquals("POST /api/v1/runs/r/snapshot", request());
        control.start(new RunRequest("{}", null, 3L, null, true));
        assertEquals(
                "POST /api/v1/runs {\"spec\":\"{}\",\"run\":null,\"seed\":3,\"steps\":null,\"fresh\":true}", request());
    }

    @Test
    void swaps() throws IOException {
        SwapRequest request = SwapRequest.of("critics.task", "value", Map.of("rate", 0.1), "cold", null);
        answer = Json.MAPPER.writeValueAsString(runs.swap("r", request));
        assertEquals(TicketState.COMMITTED, control.swap("r", request).state());
        String sent = request();
        assertTrue(sent.startsWith("POST /api/v1/runs/r/swaps {\"slot\":\"critics.task\",\"plugin\":\"value\""), sent);
        assertTrue(sent.contains("\"config\":{\"rate\":0.1},\"mode\":\"cold\""), sent);
        SettingRequest weight = new SettingRequest("critics.task", "weight", 0.5, null, null, null);
        answer = Json.MAPPER.writeValueAsString(runs.set("r", weight));
        assertEquals(0.5, control.set("r", weight).change().value());
        assertTrue(request().startsWith("POST /api/v1/runs/r/settings {\"slot\":\"critics.task\""));
    }

    @Test
    void decidesForksAndReplays() throws IOException {
        control.fork("r", new ForkRequest("other", 3L, null, null, null, 10L));
        assertEquals(
                "POST /api/v1/runs/r/forks {\"run\":\"other\",\"entry\":3,\"update\":null,\"swap\":null,"
                        + "\"setting\":null,\"steps\":10}",
                request());
        SettingRequest weight = new SettingRequest("critics.task", "weight", 0.5, null, null, null);
        answer = Json.MAPPER.writeValueAsString(runs.set("r", weight));
        assertEquals(1, control.rollBack("r", 7).id());
        assertEquals("POST /api/v1/runs/r/swaps/7/rollback", request());
        assertEquals(1, control.commit("r", 7).id());
        assertEquals("POST /api/v1/runs/r/swaps/7/commit", request());
        assertEquals(1, control.promote("r", 7).id());
        assertEquals("POST /api/v1/runs/r/swaps/7/promote", request());
        answer = "{\"run\": \"r\", \"state\": \"DONE\", \"same\": true, \"found\": \"abc\"}";
        assertTrue(control.replay("r").same());
        assertEquals("POST /api/v1/runs/r/replay", request());
        assertEquals("abc", control.replayed("r").found());
        assertEquals("GET /api/v1/runs/r/replay", request());
        answer = "{\"fits\": true, \"modes\": [\"warm\"]}";
        SwapRequest swap = SwapRequest.of("critics.task", "value", Map.of(), null, null);
        assertEquals(List.of("warm"), control.preview("r", swap).modes());
        assertTrue(request().startsWith("POST /api/v1/runs/r/preview {\"slot\":\"critics.task\""));
        answer = "{\"items\": [{\"id\": \"silence\", \"condition\": \"\"}]}";
        assertEquals("silence", control.guards("r", "critics.task").get(0).id());
        assertEquals("GET /api/v1/runs/r/guards?slot=critics.task", request());
    }

    @Test
    void readsSeriesPluginsAndJournal() {
        answer = "{\"items\": [{\"name\": \"run/return\", \"updates\": [1], \"steps\": [9], \"values\": [2.5]}]}";
        assertEquals(
                2.5, control.metrics("r", List.of("run/return", "x"), 10).get(0).values()[0]);
        assertEquals("GET /api/v1/runs/r/metrics?maxPoints=10&names=run%2Freturn%2Cx", request());
        answer = "{\"items\": [{\"sequence\": 4, \"type\": \"swap\", \"added\": \"later\"}]}";
        assertEquals(4, control.journal("r").get(0).sequence());
        answer = "{\"items\": []}";
        assertTrue(control.plugins().isEmpty());
        assertTrue(control.candidates("r", "critics.task").isEmpty());
        assertTrue(control.tickets("r").isEmpty());
        assertTrue(control.check("{\"a\": 1}").isEmpty());
    }

    @Test
    void passesProblemsOn() {
        status = 404;
        answer = "{\"code\": \"NOT_FOUND\", \"path\": \"run\", \"message\": \"there is no run 'r'\", \"status\": 404}";
        ProblemException problem = assertThrows(ProblemException.class, () -> control.run("r"));
        assertEquals("NOT_FOUND", problem.problem().code());
        assertEquals(2, Failure.of(problem).exitCode());
        status = 502;
        answer = "<html>";
        problem = assertThrows(ProblemException.class, () -> control.run("r"));
        assertTrue(problem.problem().message().contains("502"));
    }

    @Test
    void saysThatNobodyAnswers() {
        server.stop(0);
        Failure failure = assertThrows(Failure.class, control::runs);
        assertEquals(1, failure.exitCode());
        assertTrue(failure.line().contains("does not answer"), failure.line());
    }

    @Test
    void waitsUntilTheRunEnds() throws Exception {
        assertEquals(RunState.RUNNING, control.await("r", 0.01).state());
        answer = answer.replace("RUNNING", "DONE");
        assertEquals(RunState.DONE, control.await("r", 60).state());
    }

    @Test
    void hearsEvents() throws Exception {
        BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
        answer = "event: hello\ndata: {\"run\": \"\"}\n\n: beat\n\n"
                + "event: metrics\ndata: {\"run\": \"r\", \"type\": \"metrics\", \"update\": 3, \"state\": \"RUNNING\"}\n\n";
        try (AutoCloseable subscription = control.subscribe(events::add)) {
            RunEvent event = events.poll(20, TimeUnit.SECONDS);
            assertEquals(3, event.update());
            assertEquals(RunState.RUNNING, event.state());
            assertFalse(subscription.toString().isEmpty());
        }
        assertTrue(events.isEmpty());
    }
}
