package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.WebServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies over the API. */
class StudiesTest {
    private static final String STUDIES = "/api/v1/studies";

    @TempDir
    static Path data;

    @Test
    void aStudyIsBegunWatchedAndCancelled() throws Exception {
        try (LivelyRuns runs = new LivelyRuns();
                WebServer server = WebServer.start(data, runs, Map.of())) {
            server.register(new SampleStudies());
            jobs(new Client(server.uri(), data));
        }
    }

    private static void jobs(Client client) throws Exception {
        HttpResponse<String> begun = client.post("/api/v1/studies/modes", "{\"quick\": true, \"seeds\": 2}");
        assertEquals(201, begun.statusCode(), begun.body());
        String job = begun.headers().firstValue("Location").orElseThrow();
        assertEquals("/api/v1/studies/modes/job?quick=true", job);
        assertEquals("RUNNING", Client.json(client.get(job)).path("state").asText());
        assertEquals(0.25, Client.json(client.get(job)).at("/progress/share").asDouble());
        assertEquals(
                "modes",
                Client.json(client.get("/api/v1/study-jobs"))
                        .at("/items/0/study")
                        .asText());
        assertEquals(
                409, client.post("/api/v1/studies/modes", "{\"quick\": true}").statusCode());
        HttpResponse<String> cancelled = client.post("/api/v1/studies/modes/cancel?quick=true", "");
        assertEquals("CANCELLED", Client.json(cancelled).path("state").asText());
        assertEquals(404, client.get("/api/v1/studies/modes/job").statusCode());
        assertEquals(404, client.post("/api/v1/studies/none", "{}").statusCode());
        assertEquals(400, client.post("/api/v1/studies/slim", "{\"seeds\": 1}").statusCode());
        assertEquals(400, client.post("/api/v1/studies/slim", "{\"seed\": 3}").statusCode());
    }

    @Test
    void listsReportsAndDraws() throws Exception {
        try (LivelyRuns runs = new LivelyRuns();
                WebServer server = WebServer.start(data, runs, Map.of())) {
            Client client = new Client(server.uri(), data);
            assertEquals(503, client.get(STUDIES).statusCode());
            server.register(new SampleStudies());
            JsonNode items = Client.json(client.get(STUDIES)).path("items");
            assertEquals("slim", items.at("/0/name").asText());
            assertEquals(0.31, items.at("/0/last/summary/interval/0").asDouble());
            JsonNode report = Client.json(client.get(STUDIES + "/slim"));
            assertEquals("slim-2", report.at("/figures/1/runs/1").asText(), "a number leads to its run");
            HttpResponse<String> plot = client.get(STUDIES + "/slim/plots/intervals?metric=coverage");
            assertEquals(
                    "image/svg+xml", plot.headers().firstValue("Content-Type").orElse(""));
            assertTrue(plot.body().contains("#/runs/slim-2"), plot.body());
            refused(404, "study", client.get(STUDIES + "/modes"));
            refused(404, "study", client.get(STUDIES + "/slim?quick=true"));
            refused(404, "plot", client.get(STUDIES + "/slim/plots/cakes?metric=coverage"));
            refused(404, "metric", client.get(STUDIES + "/slim/plots/curves?metric=taste"));
            refused(400, "metric", client.get(STUDIES + "/slim/plots/curves"));
            refused(400, "quick", client.get(STUDIES + "/slim?quick=maybe"));
        }
    }

    private static void refused(int status, String path, HttpResponse<String> response) throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(path, Client.json(response).path("path").asText());
    }
}
