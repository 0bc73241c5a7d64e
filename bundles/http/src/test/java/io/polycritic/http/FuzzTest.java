package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.SampleSystem;
import io.polycritic.http.testkit.WebServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of right and spoiled requests, made of the API's description: none may fail the server or show its insides.
 * {@code -Dpolycritic.fuzz=1000000} sends as many as that.
 */
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("polycritic.fuzz", 4000);
    private static final int SEED = Integer.getInteger("polycritic.fuzz.seed", 1);

    /** Streams never end, and of the others there is nobody here to answer. */
    private static final List<String> SKIPPED =
            List.of("/events", "/runs/{run}/events", "/backups", "/backups/{name}", "/runs/{run}/export");

    @TempDir
    static Path data;

    @Test
    void noRequestFailsTheServer() throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (LivelyRuns runs = new LivelyRuns()) {
            WebServer server = WebServer.start(data, runs, Map.of());
            server.register(new SampleBundles());
            server.register(new SampleStudies());
            server.register(new SampleRecipes());
            server.register(new SampleSystem());
            Client client = new Client(server.uri(), data);
            JsonNode document = Client.json(client.get("/api/v1/openapi.json"));
            Requests requests = new Requests(document, server.uri(), client.authorization(), SKIPPED, SEED);
            for (int i = 0; i < REQUESTS; i++) {
                HttpRequest request = requests.next();
                HttpResponse<String> answer;
                try {
                    answer = client.http.send(request, HttpResponse.BodyHandlers.ofString());
                } catch (IOException e) {
                    // refused while the body was still on its way: this client then loses the answer
                    statuses.merge(0, 1, Integer::sum);
                    continue;
                }
                String what = i + ": " + request.method() + " " + request.uri() + " " + answer.body();
                assertTrue(answer.statusCode() < 500, what);
                assertFalse(answer.body().contains("\tat ") || answer.body().contains("java.lang."), what);
                statuses.merge(answer.statusCode(), 1, Integer::sum);
            }
            server.close();
        }
        assertTrue(statuses.getOrDefault(0, 0) < REQUESTS / 20, statuses.toString());
        assertTrue(statuses.getOrDefault(200, 0) > REQUESTS / 20, statuses.toString());
        assertTrue(statuses.getOrDefault(400, 0) > REQUESTS / 20, statuses.toString());
        System.getLogger("fuzz").log(System.Logger.Level.INFO, "answers by status: {0}", statuses);
    }
}
