package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.Rule;
import org.junit.Test;

/**
 * What a server keeps of what has come and gone. In each round a run trains to its end and is deleted, a part of an
 * endless run is swapped, a token is made and revoked, and somebody listens to events for a moment. After a third of
 * the rounds, and at the end, the heap that the last collections left, threads, open files and classes are read from
 * {@code /metrics} and compared. (What is on the heap when metrics are read would not do: the endless run may fill the
 * whole young generation between the collection and the request.)
 *
 * <p>45 rounds unless {@code -Dpolycritic.soak.rounds=1000} says otherwise.
 */
public class SoakIT {
    private static final int ROUNDS = Integer.getInteger("polycritic.soak.rounds", 45);
    private static final double MEBIBYTE = 1 << 20;
    /** What may come without a leak: pools that have not been as busy before, profiles that compilers keep. */
    private static final double HEAP_MIB = 8;

    private static final int THREADS = 6;
    private static final int FILES = 10;
    private static final int CLASSES = 250;

    @Rule
    public final TestFolder folder = new TestFolder();

    private final HttpClient client = HttpClient.newHttpClient();
    private String token;

    /** What a server holds. */
    private record Held(double heap, double threads, double files, double classes) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "heap %.1f MiB, %.0f threads, %.0f open files, %.0f classes",
                    heap,
                    threads,
                    files,
                    classes);
        }
    }

    /** The sum over all lines of a metric. */
    private static double metric(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Double::sum)
                .orElseThrow(() -> new AssertionError(name + " is not in\n" + metrics));
    }

    private Held held(Served server) throws Exception {
        // twice: what finalizers and reference queues let go of goes with the second
        for (int i = 0; i < 2; i++) {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process collect = new ProcessBuilder(
                            jcmd.toString(), Long.toString(server.command().pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.path().resolve("jcmd").toFile())
                    .start();
            assertEquals(Files.readString(folder.path().resolve("jcmd")), 0, collect.waitFor());
        }
        String metrics = server.metrics();
        return new Held(
                metric(metrics, "jvm_memory_pool_collection_used_bytes{") / MEBIBYTE,
                metric(metrics, "jvm_threads_current"),
                metric(metrics, "process_open_fds"),
                metric(metrics, "jvm_classes_currently_loaded"));
    }

    private HttpResponse<String> ask(Served server, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private int status(Served server, String method, String path) {
        try {
            return ask(server, method, path, "").statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> send(Served server, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = ask(server, method, path, body);
        assertTrue(method + " " + path + ": " + answer.body(), answer.statusCode() < 300);
        return answer;
    }

    private void run(Served server, ObjectNode spec) throws Exception {
        server.begin(spec, "short");
        server.done("short");
        // a run that is done is not at rest before its last files are written
        Poll.until(
                "short is deleted",
                () -> status(server, "DELETE", "api/v1/runs/short") == 200,
                server.command()::toString);
    }

    private void swap(Served server, int round) throws Exception {
        String swap = String.format(
                Locale.ROOT,
                "{\"slot\": \"critics.distance\", \"plugin\": \"example-baseline\", \"config\": {\"discount\": 0.%d},"
                        + " \"mode\": \"cold\", \"probation\": 0, \"trial\": %b}",
                round % 9 + 1,
                round % 5 == 0);
        send(server, "POST", "api/v1/runs/endless/swaps", swap);
    }

    private void visit(Served server) throws Exception {
        JsonNode made = Specs.MAPPER.readTree(
                send(server, "POST", "api/v1/tokens", "{\"name\": \"soak\", \"role\": \"VIEWER\"}")
                        .body());
        String id = made.path("token").path("id").textValue();
        HttpRequest listen = HttpRequest.newBuilder(server.address("api/v1/events"))
                .header("Authorization", "Bearer " + made.path("secret").textValue())
                .build();
        try (InputStream events =
                client.send(listen, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            assertTrue(events.read() >= 0);
        }
        send(server, "DELETE", "api/v1/tokens/" + id, "");
        send(server, "GET", "api/v1/runs/endless/metrics?maxPoints=500", "");
    }

    @Test
    public void whatHasComeAndGoneLeavesNothingBehind() throws Exception {
        ObjectNode endless = Specs.remove(Specs.recipe("example", 1_000_000_000_000L, 500), "/evaluators");
        ObjectNode small = Specs.recipe("example", 2_000, 100);
        Held early = null;
        try (Served server = Served.start(folder, folder.data())) {
            token = Files.readString(folder.data().resolve("token")).strip();
            server.begin(endless, "endless");
            for (int round = 1; round <= ROUNDS; round++) {
                run(server, small);
                swap(server, round);
                visit(server);
                if (round == Math.max(1, ROUNDS / 3)) {
                    early = held(server);
                }
            }
            Held end = held(server);
            String said = ROUNDS + " rounds; after a third: " + early + "; at the end: " + end;
            System.getLogger(SoakIT.class.getName()).log(System.Logger.Level.INFO, said);
            assertTrue(said, end.heap <= early.heap + HEAP_MIB);
            assertTrue(said, end.threads <= early.threads + THREADS);
            assertTrue(said, end.files <= early.files + FILES);
            assertTrue(said, end.classes <= early.classes + CLASSES);
            assertEquals(said, 0, metric(server.metrics(), "polycritic_http_event_clients"), 1);
        }
    }
}
