package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.ServiceReference;

/** The REST interface on a live run. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HttpIT {
    private static final String RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";

    private final Platform platform = new Platform();
    private RunControl runs;
    private final HttpClient client = HttpClient.newHttpClient();
    private URI api;

    @Configuration
    public Option[] configuration() throws Exception {
        return Distribution.container();
    }

    @Before
    public void startARun() throws Exception {
        runs = platform.runs();
        ServiceReference<?> http = platform.context().getAllServiceReferences(RUNTIME, null)[0];
        Object endpoint = http.getProperty("osgi.http.endpoint");
        String address = endpoint instanceof String[] several ? several[0] : String.valueOf(endpoint);
        api = URI.create("http://127.0.0.1:" + URI.create(address).getPort() + "/api/v1/");
        Poll.until("the API answers", this::answers, () -> new Missing(platform.context()).tree());
        runs.start(new RunRequest(
                Specs.recipe("cart-pole", 1_000_000_000_000L, 1000).toString(), "live", null, null, true));
    }

    @After
    public void stopIt() {
        if (runs.run("live").state() != RunState.STOPPED) {
            runs.stop("live");
        }
    }

    private boolean answers() {
        try {
            return get("").statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .header("Authorization", "Bearer " + token())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String token() throws Exception {
        return Files.readString(platform.data().resolve("token")).strip();
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return Specs.MAPPER.readTree(response.body());
    }

    @Test
    public void runsPluginsAndMetricsCanBeRead() throws Exception {
        JsonNode run = json(get("runs/live"));
        assertEquals(run.toString(), "RUNNING", run.path("state").textValue());
        assertEquals(run.toString(), 7, run.path("slots").size());
        JsonNode list = json(get("runs")).path("items");
        assertEquals(list.toString(), "live", list.path(0).path("run").textValue());
        JsonNode plugins = json(get("plugins")).path("items");
        assertEquals(runs.plugins().size(), plugins.size());
        assertEquals(404, get("runs/no-such-run").statusCode());
    }

    @Test
    public void eventsArrive() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("runs/live/events"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token())
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/event-stream",
                response.headers().firstValue("Content-Type").orElse("").split(";")[0]);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.startsWith("data:") || !line.contains("\"type\":\"metrics\"")) {
                line = lines.readLine();
            }
            JsonNode event = Specs.MAPPER.readTree(line.substring("data:".length()));
            assertTrue(line, event.toString().contains("learner/policyLoss"));
        }
    }

    @Test
    public void aWriteNeedsTheToken() throws Exception {
        HttpResponse<String> without = post("runs/live/pause", null, "");
        assertEquals(without.body(), 401, without.statusCode());
        assertEquals(401, post("runs/live/pause", "wrong", "").statusCode());
        assertEquals(RunState.RUNNING, runs.run("live").state());
        HttpResponse<String> with = post("runs/live/pause", token(), "");
        assertEquals(with.body(), 200, with.statusCode());
        assertEquals("PAUSED", json(with).path("state").textValue());
        assertEquals(RunState.PAUSED, runs.run("live").state());
        assertEquals(200, post("runs/live/resume", token(), "").statusCode());
    }

    @Test
    public void aSwapGoesThroughTheApi() throws Exception {
        String body =
                "{\"slot\": \"critics.task\", \"plugin\": \"v-critic\", \"config\": {\"discount\": %s}, \"probation\": 0}";
        HttpResponse<String> done = post("runs/live/swaps", token(), body.replace("%s", "0.5"));
        assertEquals(done.body(), 201, done.statusCode());
        assertEquals("COMMITTED", json(done).path("state").textValue());
        HttpResponse<String> refused = post("runs/live/swaps", token(), body.replace("%s", "7"));
        assertTrue(refused.body(), refused.body().contains("from 0 to 1"));
        assertEquals(RunState.RUNNING, runs.run("live").state());
    }
}
