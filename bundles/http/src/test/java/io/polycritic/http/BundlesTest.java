package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles of plugins over the API. */
class BundlesTest {
    private static final String BUNDLES = "/api/v1/bundles";

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

    private static HttpResponse<String> upload(String path, String type, String content, boolean token)
            throws Exception {
        HttpRequest.Builder request =
                client.request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(content));
        return client.send(token ? request.header("Authorization", client.authorization()) : request);
    }

    @Test
    void installsListsAndRemoves() throws Exception {
        assertEquals(503, client.get(BUNDLES).statusCode());
        server.register(new SampleBundles());
        JsonNode items = Client.json(client.get(BUNDLES)).path("items");
        assertEquals(2, items.size());
        assertEquals("RETIRED", items.at("/1/state").asText());
        assertEquals("risk-critic@1.1.0", items.at("/0/upgrades/0/to").asText());
        installs();
        refuses();
        removes();
    }

    private static void installs() throws Exception {
        HttpResponse<String> made = upload(BUNDLES, "application/java-archive", "acme.more@2.0", true);
        assertEquals(201, made.statusCode(), made.body());
        assertEquals(
                BUNDLES + "/acme.more/2.0",
                made.headers().firstValue("Location").orElseThrow());
        assertEquals("ACTIVE", Client.json(made).path("state").asText());
        assertEquals(
                201,
                upload(BUNDLES + "?update=true", "application/octet-stream", "acme.more@3.0", true)
                        .statusCode());
    }

    private static void refuses() throws Exception {
        assertEquals(
                401,
                upload(BUNDLES, "application/java-archive", "acme.more@2.0", false)
                        .statusCode());
        assertEquals(415, upload(BUNDLES, "text/plain", "acme.more@2.0", true).statusCode());
        HttpResponse<String> garbage = upload(BUNDLES, "application/java-archive", "garbage!", true);
        assertEquals(400, garbage.statusCode());
        assertEquals("jar", Client.json(garbage).path("path").asText());
        HttpResponse<String> flag = upload(BUNDLES + "?update=yes", "application/java-archive", "a@1", true);
        assertEquals(400, flag.statusCode());
        assertTrue(flag.body().contains("must be true or false"), flag.body());
    }

    private static void removes() throws Exception {
        String used = BUNDLES + "/acme.risk/1.0.0";
        HttpResponse<String> refused = client.change("DELETE", used, "");
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("critics.safety of slim-2"), refused.body());
        HttpResponse<String> forced = client.change("DELETE", used + "?force=true", "");
        assertEquals(200, forced.statusCode(), forced.body());
        assertEquals("REMOVED", Client.json(forced).path("state").asText());
        assertEquals(404, client.change("DELETE", used, "").statusCode());
        assertEquals(
                401,
                client.send(client.request(BUNDLES + "/acme.risk/1.1.0").DELETE())
                        .statusCode());
    }

    @Test
    void limitsTheJar() throws Exception {
        String head = "POST " + BUNDLES + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + client.authorization()
                + "\r\nContent-Type: application/java-archive\r\nContent-Length: " + (BundleRoutes.MAX_BYTES + 1)
                + "\r\nConnection: close\r\n\r\n";
        try (java.net.Socket socket =
                new java.net.Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.getOutputStream().write(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertEquals("HTTP/1.1 413", new String(answer, java.nio.charset.StandardCharsets.US_ASCII));
        }
    }
}
