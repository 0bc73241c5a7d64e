package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.SampleSystem;
import io.polycritic.http.testkit.WebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of right and spoiled requests, made of the API's description, over connections that stay open: each one
 * gets an answer, none fails the server or shows its insides. {@code -Dpolycritic.fuzz=1000000} sends as many as that.
 */
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("polycritic.fuzz", 4000);
    /** Of so many, a tenth of those that hash a password is plenty. */
    private static final double SPARED = REQUESTS > 10_000 ? 0.9 : 0;

    private static final int CLIENTS = 3;
    private static final int MOST_WRONG = 20;
    private static final int SEED = Integer.getInteger("polycritic.fuzz.seed", 1);

    /** Streams never end, and of the others there is nobody here to answer. */
    private static final List<String> SKIPPED =
            List.of("/events", "/runs/{run}/events", "/backups", "/backups/{name}", "/runs/{run}/export");

    @TempDir
    static Path data;

    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void everyRequestGetsAnAnswerThatShowsNoInsides() throws Exception {
        long begin;
        try (LivelyRuns runs = new LivelyRuns();
                WebServer server = WebServer.start(data, runs, Map.of())) {
            server.register(new SampleBundles());
            server.register(new SampleStudies());
            server.register(new SampleRecipes());
            server.register(new SampleSystem());
            Client client = new Client(server.uri(), data);
            JsonNode document = Client.json(client.get("/api/v1/openapi.json"));
            begin = System.nanoTime();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            for (int i = 0; i < CLIENTS; i++) {
                Requests requests = new Requests(document, client.authorization(), SKIPPED, SPARED, 1000L * SEED + i);
                int share = REQUESTS / CLIENTS + (i < REQUESTS % CLIENTS ? 1 : 0);
                clients.execute(() -> send(server.uri(), requests, share));
            }
            clients.shutdown();
            assertTrue(clients.awaitTermination(1, TimeUnit.DAYS));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        String told = String.format(
                Locale.ROOT,
                "%d requests, %.0f a second, answers by status: %s",
                REQUESTS,
                REQUESTS / seconds,
                statuses);
        System.getLogger("fuzz").log(System.Logger.Level.INFO, told);
        assertEquals(List.of(), List.copyOf(wrong), told);
        assertTrue(statuses.getOrDefault(200, 0) > REQUESTS / 20, told);
        assertTrue(statuses.getOrDefault(400, 0) > REQUESTS / 20, told);
    }

    private void send(URI address, Requests requests, int count) {
        try (Wire wire = new Wire(address)) {
            for (int i = 0; i < count && wrong.size() < MOST_WRONG; i++) {
                Requests.Request request = requests.next();
                try {
                    Wire.Answer answer = wire.send(request);
                    statuses.merge(answer.status(), 1, Integer::sum);
                    String body = answer.body();
                    if (answer.status() >= 500 || body.contains("\tat ") || body.contains("java.lang.")) {
                        wrong.add(answer + " to " + request);
                    }
                } catch (IOException e) {
                    wrong.add("no answer (" + e + ") to " + request);
                }
            }
        } catch (IOException | RuntimeException e) {
            wrong.add(e.toString());
        }
    }
}
