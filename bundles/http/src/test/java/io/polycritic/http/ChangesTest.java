package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are made once, and only of what is still the same: idempotency keys and entity tags. */
class ChangesTest {
    private static final String RUN = "/api/v1/runs/slim-1";
    private static final String SET =
            "{\"slot\":\"critics.skill\",\"setting\":\"weight\",\"value\":2,\"probation\":0,\"trial\":false}";

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

    private static HttpRequest.Builder request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = client.request(path)
                .header("Authorization", client.authorization())
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        return client.send(request(method, path, body, headers));
    }

    private static HttpResponse<String> keyed(String key, String method, String path, String body) throws Exception {
        return send(method, path, body, Idempotency.HEADER, key);
    }

    private static boolean replayed(HttpResponse<String> answer) {
        return answer.headers().firstValue(Idempotency.REPLAYED).isPresent();
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static int tickets() throws Exception {
        return Client.json(client.get(RUN + "/swaps")).path("total").asInt();
    }

    @Test
    void aChangeIsMadeOnceForAKey() throws Exception {
        int before = tickets();
        HttpResponse<String> first = keyed("once", "POST", RUN + "/settings", SET);
        assertEquals(201, first.statusCode(), first.body());
        assertFalse(replayed(first));
        HttpResponse<String> again = keyed("once", "POST", RUN + "/settings", SET);
        assertEquals(201, again.statusCode());
        assertEquals(Client.json(first), Client.json(again));
        assertEquals(first.headers().firstValue("Location"), again.headers().firstValue("Location"));
        assertTrue(replayed(again));
        assertTrue(first.headers().firstValue("ETag").isPresent());
        assertTrue(again.headers().firstValue("ETag").isEmpty(), "an earlier answer has no tag of today");
        assertEquals(before + 1, tickets());
        HttpResponse<String> other = keyed("once", "POST", RUN + "/settings", SET.replace("2,", "3,"));
        assertEquals(422, other.statusCode(), other.body());
        assertEquals("UNPROCESSABLE", Client.json(other).path("code").asText());
        assertEquals(422, keyed("once", "POST", RUN + "/snapshot", "").statusCode());
        assertEquals(before + 1, tickets());
        assertEquals(201, keyed("twice", "POST", RUN + "/settings", SET).statusCode());
        assertEquals(before + 2, tickets());
    }

    @Test
    void aRefusalIsGivenAgainAndReadsNeedNoKey() throws Exception {
        HttpResponse<String> first = keyed("refused", "POST", "/api/v1/runs/nobody/pause", "");
        HttpResponse<String> again = keyed("refused", "POST", "/api/v1/runs/nobody/pause", "");
        assertEquals(404, again.statusCode());
        assertEquals(first.body(), again.body());
        assertTrue(replayed(again));
        assertEquals(200, keyed("refused", "GET", "/api/v1/runs", "").statusCode());
        assertEquals(400, keyed("a key", "POST", RUN + "/snapshot", "").statusCode());
        assertEquals(400, keyed("x".repeat(256), "POST", RUN + "/snapshot", "").statusCode());
    }

    @Test
    void secretsAreNotKept() throws Exception {
        String body = "{\"name\": \"nightly\"}";
        assertEquals(201, keyed("secret", "POST", "/api/v1/tokens", body).statusCode());
        int made = Client.json(client.get("/api/v1/tokens")).path("items").size();
        HttpResponse<String> again = keyed("secret", "POST", "/api/v1/tokens", body);
        assertEquals(409, again.statusCode());
        assertTrue(again.body().contains("holds a secret"), again.body());
        assertEquals(
                made, Client.json(client.get("/api/v1/tokens")).path("items").size());
    }

    @Test
    void requestsAtTheSameTimeAreCarriedOutOnce() throws Exception {
        int before = tickets();
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            HttpRequest one = request("POST", RUN + "/settings", SET, Idempotency.HEADER, "together")
                    .build();
            all.add(client.http.sendAsync(one, HttpResponse.BodyHandlers.ofString()));
        }
        int made = 0;
        for (CompletableFuture<HttpResponse<String>> each : all) {
            HttpResponse<String> answer = each.get();
            assertTrue(answer.statusCode() == 201 || answer.statusCode() == 409, answer.body());
            made += answer.statusCode() == 201 && !replayed(answer) ? 1 : 0;
        }
        assertEquals(1, made);
        assertEquals(before + 1, tickets());
    }

    @Test
    void whatAReaderHasIsNotSentAgain() throws Exception {
        HttpResponse<String> run = client.get("/api/v1/runs/ppo-cartpole-1");
        HttpResponse<String> known = send("GET", "/api/v1/runs/ppo-cartpole-1", "", "If-None-Match", tag(run));
        assertEquals(304, known.statusCode());
        assertEquals("", known.body());
        assertEquals(tag(run), tag(known));
        assertEquals(200, send("GET", RUN, "", "If-None-Match", tag(run)).statusCode());
        HttpResponse<String> list = client.get("/api/v1/plugins");
        assertEquals(
                304,
                send("GET", "/api/v1/plugins", "", "If-None-Match", "\"x\", " + tag(list))
                        .statusCode());
        String before = tag(client.get(RUN));
        runs.advance();
        String after = tag(client.get(RUN));
        assertNotEquals(before, after, "a run that trains says something else");
        assertEquals(before.split("\\.")[0], after.split("\\.")[0], "but nobody has changed it");
    }

    @Test
    void aChangeOfSomethingElseIsRefused() throws Exception {
        String before = tag(client.get(RUN));
        runs.advance();
        HttpResponse<String> changed = send("POST", RUN + "/settings", SET.replace("2,", "5,"), "If-Match", before);
        assertEquals(201, changed.statusCode(), changed.body());
        int made = tickets();
        HttpResponse<String> late = send("POST", RUN + "/settings", SET, "If-Match", before);
        assertEquals(412, late.statusCode(), late.body());
        assertEquals("If-Match", Client.json(late).path("path").asText());
        assertEquals(made, tickets());
        HttpResponse<String> snapshot = send("POST", RUN + "/snapshot", "", "If-Match", "*");
        assertEquals(200, snapshot.statusCode());
        assertEquals(
                200,
                send("POST", RUN + "/snapshot", "", "If-Match", tag(snapshot)).statusCode());
        assertEquals(
                404,
                send("POST", "/api/v1/runs/nobody/pause", "", "If-Match", before)
                        .statusCode());
        assertEquals(
                400,
                send("POST", "/api/v1/tokens", "{\"name\":\"x\"}", "If-Match", before)
                        .statusCode());
    }

    @Test
    void aUserIsChangedByOneAdminAtATime() throws Exception {
        client.token("tina", "VIEWER");
        HttpResponse<String> user = client.get("/api/v1/users/tina");
        assertEquals("VIEWER", Client.json(user).path("role").asText());
        String path = "/api/v1/users/tina";
        HttpResponse<String> first = send("PATCH", path, "{\"role\":\"OPERATOR\"}", "If-Match", tag(user));
        assertEquals(200, first.statusCode(), first.body());
        assertEquals(
                412,
                send("PATCH", path, "{\"enabled\":false}", "If-Match", tag(user))
                        .statusCode());
        assertEquals(
                200,
                send("PATCH", path, "{\"enabled\":false}", "If-Match", tag(first))
                        .statusCode());
        JsonNode now = Client.json(client.get(path));
        assertEquals("OPERATOR", now.path("role").asText());
        assertFalse(now.path("enabled").asBoolean());
        assertEquals(404, client.get("/api/v1/users/nobody").statusCode());
    }
}
