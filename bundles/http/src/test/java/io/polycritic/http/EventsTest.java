package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events over real connections. */
class EventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path data;

    private static LivelyRuns runs;
    private static WebServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        runs = new LivelyRuns();
        server = WebServer.start(data, runs, Map.of());
        client = new Client(server.uri(), data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        runs.close();
    }

    @Test
    void deliversInOrderAndOnlyWhatWasAskedFor() throws Exception {
        try (Listener all = new Listener("/api/v1/events");
                Listener one = new Listener("/api/v1/runs/slim-1/events")) {
            assertEquals("hello", all.next().type());
            assertEquals("hello", one.next().type());
            runs.tell(event("slim-2", "metrics", 1));
            runs.tell(event("slim-1", "metrics", 2));
            runs.tell(event("slim-1", "metrics", 3));
            runs.tell(event("slim-1", "state", 4));
            runs.tell(event("slim-1", "metrics", 5));
            assertEquals(List.of(3L, 4L, 5L), one.updates(5));
            List<Long> everything = all.updates(5);
            assertTrue(everything.contains(1L), everything.toString());
        }
    }

    @Test
    void metricsBeforeAndAfterARunWentBackStayApart() throws Exception {
        try (Listener one = new Listener("/api/v1/runs/slim-1/events")) {
            one.next();
            runs.tell(event("slim-1", "metrics", 9));
            runs.tell(event("slim-1", "set-back", 4));
            runs.tell(event("slim-1", "metrics", 5));
            assertEquals(List.of(9L, 4L, 5L), one.updates(5));
        }
    }

    @Test
    void carriesTheSameRecordsAsTheRestOfTheApi() throws Exception {
        try (Listener one = new Listener("/api/v1/runs/slim-1/events")) {
            one.next();
            client.post("/api/v1/runs/slim-1/swaps", "{\"slot\":\"critics.reach\",\"plugin\":\"ensemble-critic\"}");
            Event event = one.next();
            assertEquals("ticket", event.type());
            JsonNode tickets =
                    Client.json(client.get("/api/v1/runs/slim-1/swaps")).get("items");
            assertEquals(tickets.get(tickets.size() - 1), event.data().get("ticket"));
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobody() throws Exception {
        try (Listener deaf = new Listener("/api/v1/events");
                Listener one = new Listener("/api/v1/runs/slim-1/events")) {
            deaf.next();
            one.next();
            String filler = "x".repeat(200_000);
            for (int i = 0; i < 400; i++) {
                runs.tell(new RunEvent("slim-2", "metrics-" + i, i, i, Map.of(filler, 1.0), null, RunState.RUNNING));
            }
            runs.tell(event("slim-1", "state", 77));
            assertEquals(List.of(77L), one.updates(77));
        }
    }

    @Test
    void refusesEventsOfAnUnknownRun() throws Exception {
        assertEquals(404, client.get("/api/v1/runs/nobody/events").statusCode());
    }

    private static RunEvent event(String run, String type, long update) {
        return new RunEvent(run, type, update, update, Map.of("run/return", 1.0 * update), null, RunState.RUNNING);
    }

    /** One event as it arrived. */
    private record Event(String type, JsonNode data) {}

    /** Reads one stream. */
    private static final class Listener implements AutoCloseable {
        private final BufferedReader lines;

        Listener(String path) throws Exception {
            HttpResponse<InputStream> response = client.http.send(
                    client.request(path)
                            .header("Authorization", client.authorization())
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, response.statusCode());
            assertTrue(
                    response.headers().firstValue("Content-Type").orElseThrow().startsWith("text/event-stream"));
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        Event next() {
            return Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
                String type = "";
                while (true) {
                    String line = lines.readLine();
                    if (line.startsWith("event: ")) {
                        type = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        return new Event(type, Client.MAPPER.readTree(line.substring(6)));
                    }
                }
            });
        }

        /** The updates of the events up to one. */
        List<Long> updates(long last) {
            List<Long> updates = new ArrayList<>();
            do {
                updates.add(next().data().get("update").asLong());
            } while (updates.get(updates.size() - 1) != last);
            return updates;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
