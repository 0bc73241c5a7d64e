package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.WebServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists in parts. */
class PagesTest {
    @TempDir
    static Path data;

    private static LivelyRuns runs;
    private static WebServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        runs = new LivelyRuns();
        server = WebServer.start(data, runs, Map.of());
        server.register(new SampleStudies());
        client = new Client(server.uri(), data);
        for (String user : List.of("one", "two", "three", "four", "five")) {
            client.token(user, "VIEWER");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        runs.close();
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = client.get("/api/v1" + path);
        assertEquals(200, answer.statusCode(), answer.body());
        return Client.json(answer);
    }

    private static String next(JsonNode part) {
        return part.path("next").isNull() ? null : part.path("next").asText();
    }

    private static List<String> texts(JsonNode part, String member) {
        List<String> all = new ArrayList<>();
        part.path("items").forEach(item -> all.add(item.path(member).asText()));
        return all;
    }

    @ParameterizedTest
    @CsvSource({"/runs, run, 2", "/users, name, 2", "/tokens, id, 3", "/plugins, id, 4", "/studies/slim/runs, run, 1"})
    void partsGiveTheWholeList(String path, String member, int limit) throws Exception {
        List<String> whole = texts(get(path), member);
        assertTrue(whole.size() > limit, whole.toString());
        List<String> read = new ArrayList<>();
        String cursor = "";
        int parts = 0;
        while (cursor != null) {
            JsonNode part = get(path + "?limit=" + limit + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertEquals(whole.size(), part.path("total").asInt());
            assertTrue(part.path("items").size() <= limit);
            read.addAll(texts(part, member));
            cursor = next(part);
            parts++;
        }
        assertEquals(whole, read);
        assertEquals((whole.size() + limit - 1) / limit, parts);
    }

    @ParameterizedTest
    @CsvSource({"/runs/slim-1/journal, sequence", "/runs/slim-1/swaps, id"})
    void historiesAreReadBackwards(String path, String member) throws Exception {
        List<String> whole = texts(get(path), member);
        JsonNode newest = get(path + "?limit=1");
        assertEquals(List.of(whole.get(whole.size() - 1)), texts(newest, member));
        JsonNode older = get(path + "?limit=1&cursor=" + next(newest));
        assertEquals(List.of(whole.get(whole.size() - 2)), texts(older, member));
        List<String> read = new ArrayList<>();
        for (String cursor = ""; cursor != null; ) {
            JsonNode part = get(path + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            read.addAll(0, texts(part, member));
            cursor = next(part);
        }
        assertEquals(whole, read);
    }

    @Test
    void theAuditLogGoesOnWhereItEnded() throws Exception {
        List<String> whole = texts(get("/audit?limit=1000"), "id");
        JsonNode first = get("/audit?limit=3");
        JsonNode second = get("/audit?limit=3&cursor=" + next(first));
        List<String> read = texts(first, "id");
        read.addAll(texts(second, "id"));
        assertEquals(whole.subList(0, 6), read);
        assertEquals(null, next(get("/audit?limit=1000")));
    }

    /** What comes or goes meanwhile neither repeats nor hides what stays. */
    @Test
    void itemsThatComeBetweenPartsChangeNothing() throws Exception {
        JsonNode first = get("/users?limit=3");
        assertEquals(List.of("five", "four", "one"), texts(first, "name"));
        client.token("aaron", "VIEWER");
        assertEquals(
                List.of("three", "two"),
                texts(get("/users?limit=3&cursor=" + next(first)), "name").subList(0, 2));
    }

    @Test
    void runsAreChosenByStateAndName() throws Exception {
        assertEquals(List.of("slim-2"), texts(get("/runs?state=PAUSED"), "run"));
        assertEquals(2, get("/runs?state=DONE,STOPPED").path("total").asInt());
        assertEquals(List.of("ppo-cartpole-1"), texts(get("/runs?state=DONE&name=CARTPOLE"), "run"));
        HttpResponse<String> wrong = client.get("/api/v1/runs?state=LOST");
        assertEquals(400, wrong.statusCode());
        assertEquals("state", Client.json(wrong).path("path").asText());
    }

    @ParameterizedTest
    @CsvSource({"cursor=x", "cursor=LTE6YQ", "limit=0", "limit=10001"})
    void whatIsNoPartIsRefused(String query) throws Exception {
        assertEquals(400, client.get("/api/v1/runs?" + query).statusCode());
    }
}
