package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

/** A headless server as an operator runs it: it is ended and killed, and its runs go on by themselves. */
public class ServeIT {
    private static final int KILLED = 137;
    private static final long BOUND_SECONDS = 20;
    private static final long START_SECONDS = 180;

    @Rule
    public final TestFolder folder = new TestFolder();

    private String undisturbed(ObjectNode spec) throws Exception {
        Path file = Files.writeString(folder.path().resolve("spec.json"), spec.toString());
        String data = folder.path().resolve("undisturbed").toString();
        Command.Result result = Command.run(folder, "train", file.toString(), "--no-console", "--json", "--data", data);
        assertEquals(result.toString(), 0, result.exit());
        return result.json().path("parameterHash").textValue();
    }

    private Served serve() throws Exception {
        return Served.start(folder, folder.data(), "--setting", "stop.seconds=" + BOUND_SECONDS);
    }

    @Test
    public void whatWasRunningGoesOn() throws Exception {
        ObjectNode spec = Specs.recipe("cart-pole", 250_000, 5);
        ObjectNode endless = Specs.recipe("cart-pole", 1_000_000_000_000L, 100);
        String whole = undisturbed(spec);
        try (Served server = serve()) {
            server.begin(spec, "one");
            server.begin(endless, "paused");
            server.begin(endless, "endless");
            assertEquals(200, server.post("api/v1/runs/paused/pause", "").statusCode());
            server.awaitUpdate("one", 6);
            server.awaitUpdate("endless", 6);
            long begin = System.nanoTime();
            Command.Result left = server.command().terminate();
            assertEquals(left.toString(), 0, left.exit());
            assertTrue(left.toString(), System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(BOUND_SECONDS));
        }
        try (Served server = serve()) {
            Poll.until("endless goes on", () -> server.isRunning("endless"), server.command()::toString);
            assertEquals("PAUSED", server.run("paused").path("state").textValue());
            assertEquals(200, server.post("api/v1/runs/endless/stop", "").statusCode());
            server.awaitUpdate("one", 12);
            Command.Result killed = server.command().kill();
            assertEquals(killed.toString(), KILLED, killed.exit());
        }
        try (Served server = serve()) {
            assertEquals(whole, server.done("one"));
            assertEquals("STOPPED", server.run("endless").path("state").textValue());
            assertEquals("PAUSED", server.run("paused").path("state").textValue());
            Command.Result left = server.command().terminate();
            assertEquals(left.toString(), 0, left.exit());
            assertTrue(left.toString(), left.out().contains("\"port\""));
        }
    }

    /**
     * What Prometheus and a scheduler of containers ask for, on a server that trains and is configured by a resource.
     */
    @Test
    public void machinesSeeHowItGoes() throws Exception {
        Path conf = Files.createDirectories(folder.path().resolve("conf/configurator"))
                .getParent();
        Files.writeString(
                conf.resolve("configurator/site.json"),
                "{\":configurator:resource-version\": 1, \":configurator:symbolic-name\": \"site\","
                        + " \":configurator:version\": \"1.0.0\","
                        + " \"io.polycritic\": {\"log.format\": \"json\", \"health.disk.mib\": 1}}");
        try (Served server = Served.start(folder, folder.data(), "--conf", conf.toString())) {
            server.begin(Specs.recipe("cart-pole", 1_000_000_000_000L, 100), "endless");
            server.awaitUpdate("endless", 3);
            String swap = "{\"slot\": \"critics.task\", \"plugin\": \"v-critic\", \"config\": {\"discount\": 0.5},"
                    + " \"probation\": 0}";
            assertEquals(201, server.post("api/v1/runs/endless/swaps", swap).statusCode());
            Poll.until(
                    "the swap is counted",
                    () -> server.metrics().contains("polycritic_tickets_total{outcome=\"committed\"} 1.0"),
                    server::metrics);
            String metrics = server.metrics();
            for (String wanted : new String[] {
                "polycritic_runs{state=\"running\"} 1.0",
                "polycritic_run_updates_total{run=\"endless\"}",
                "polycritic_swap_pause_seconds_count 1",
                "route=\"/api/v1/runs/{run}/swaps\",status=\"201\"",
                "polycritic_http_event_clients 0.0",
                "jvm_memory_used_bytes{area=\"heap\"}",
                "process_cpu_seconds_total"
            }) {
                assertTrue(wanted + " is not in\n" + metrics, metrics.contains(wanted));
            }
            JsonNode live = Specs.MAPPER.readTree(server.get("health/live").body());
            assertEquals(live.toString(), "UP", live.path("status").textValue());
            JsonNode ready = Specs.MAPPER.readTree(server.get("health/ready").body());
            assertEquals(ready.toString(), 4, ready.path("checks").size());
            assertEquals(404, server.status("health/else"));
            tellsPeopleTheSame(server);
        }
        for (String line : Files.readAllLines(folder.data().resolve("logs/polycritic.log"))) {
            assertTrue(line, Specs.MAPPER.readTree(line).path("message").isTextual());
        }
    }

    /** What the console shows of the server. */
    private static void tellsPeopleTheSame(Served server) throws Exception {
        JsonNode system =
                Specs.MAPPER.readTree(server.authorized("api/v1/system").body());
        assertEquals(system.toString(), 5, system.path("checks").size());
        assertEquals(system.toString(), "UP", system.path("status").textValue());
        assertEquals(system.toString(), 1, system.at("/work/running").intValue());
        assertEquals(system.toString(), 1, system.at("/pauses/count").intValue());
        assertTrue(system.toString(), system.at("/machine/resident").longValue() > 1 << 20);
        assertTrue(system.toString(), system.path("database").textValue().startsWith("H2 "));
        JsonNode settings =
                Specs.MAPPER.readTree(server.authorized("api/v1/settings").body());
        for (JsonNode setting : settings.path("items")) {
            if (setting.path("key").textValue().equals("log.format")) {
                assertEquals("json", setting.path("value").textValue());
                assertTrue(setting.toString(), setting.path("from").textValue().endsWith("site.json"));
                return;
            }
        }
        throw new AssertionError(settings.toString());
    }

    /** A probe that finds the port open is never told that there is nothing. */
    @Test
    public void theFirstAnswerIsARightOne() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HttpRequest probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        List<Integer> answers = new ArrayList<>();
        String data = folder.data().toString();
        try (Command server =
                Command.start(folder, "serve", "--headless", "--port", Integer.toString(port), "--data", data)) {
            Poll.until(
                    "it is ready",
                    START_SECONDS,
                    () -> {
                        try {
                            answers.add(client.send(probe, HttpResponse.BodyHandlers.discarding())
                                    .statusCode());
                        } catch (IOException e) {
                            return !server.isAlive();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        return answers.contains(200);
                    },
                    server::toString);
            assertTrue(server + " " + answers, List.of(200, 503).containsAll(answers));
            assertEquals(0, server.terminate().exit());
        }
    }

    @Test
    public void everySourceOfSettingsIsShown() throws Exception {
        Path conf = Files.createDirectories(folder.path().resolve("conf"));
        Files.writeString(conf.resolve("polycritic.properties"), "log.format=json\nhttp.port=1\n");
        String[] command = {"serve", "--print-config", "--port", "0", "--json", "--conf", conf.toString()};
        Command.Result result = Command.run(folder, command);
        assertEquals(result.toString(), 0, result.exit());
        for (JsonNode setting : result.json().path("settings")) {
            switch (setting.path("key").textValue()) {
                case "log.format" ->
                    assertTrue(
                            setting.toString(), setting.path("from").textValue().endsWith("polycritic.properties"));
                case "http.port" ->
                    assertEquals("command line", setting.path("from").textValue());
                default ->
                    assertTrue(
                            setting.toString(),
                            setting.path("about").textValue().length() > 10);
            }
        }
        Files.writeString(conf.resolve("polycritic.properties"), "log.fromat=json\n");
        Command.Result refused = Command.run(folder, command);
        assertEquals(refused.toString(), 2, refused.exit());
        assertTrue(refused.err(), refused.err().contains("did you mean 'log.format'?"));
    }
}
