package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunView;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.WebServer;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are started by a recipe or a spec, with what the request changes. */
class StartTest {
    @TempDir
    static Path data;

    private static final List<RunRequest> ASKED = new ArrayList<>();
    private static LivelyRuns runs;
    private static WebServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        runs = new LivelyRuns();
        server = WebServer.start(data, recording(), Map.of());
        client = new Client(server.uri(), data);
        assertEquals(503, client.get("/api/v1/recipes").statusCode());
        server.register(new SampleRecipes());
    }

    /** The engine of curves, which writes down what is started. */
    private static io.polycritic.api.control.RunControl recording() {
        Class<?> type = io.polycritic.api.control.RunControl.class;
        return (io.polycritic.api.control.RunControl)
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("start")) {
                        ASKED.add((RunRequest) arguments[0]);
                    }
                    return method.invoke(runs, arguments);
                });
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        runs.close();
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
    }

    private static JsonNode begun(String body) throws Exception {
        HttpResponse<String> answer = client.post("/api/v1/runs", body);
        assertEquals(201, answer.statusCode(), answer.body());
        JsonNode run = Client.json(answer);
        assertEquals(
                "/api/v1/runs/" + run.path("run").asText(),
                answer.headers().firstValue("Location").orElseThrow());
        return run;
    }

    private static String refused(int status, String body) throws Exception {
        HttpResponse<String> answer = client.post("/api/v1/runs", body);
        assertEquals(status, answer.statusCode(), answer.body());
        return Client.json(answer).path("path").asText();
    }

    @Test
    void listsRecipesWithoutTheirSpecs() throws Exception {
        JsonNode items = Client.json(client.get("/api/v1/recipes")).path("items");
        assertEquals(3, items.size());
        assertEquals("data folder", items.at("/0/source").asText());
        assertEquals(
                List.of("reach", "skill", "safety"), Client.MAPPER.convertValue(items.at("/1/critics"), List.class));
        assertTrue(items.at("/1/spec").isNull());
        assertEquals("CONFLICT", items.at("/2/problem/code").asText());
        JsonNode slim = Client.json(client.get("/api/v1/recipes/slim"));
        assertEquals("tabletop", slim.at("/spec/environment/plugin").asText());
        assertEquals(409, client.get("/api/v1/recipes/twice").statusCode());
        assertEquals(404, client.get("/api/v1/recipes/none").statusCode());
    }

    @Test
    void aRecipeIsStartedWithWhatTheRequestChanges() throws Exception {
        JsonNode run = begun("{\"recipe\": \"slim\", \"seed\": 4, \"steps\": 500, \"name\": \"mine\"}");
        assertEquals("mine-4", run.path("run").asText());
        RunRequest asked = ASKED.get(0);
        assertEquals(4, asked.seed());
        assertEquals(500, asked.steps());
        assertTrue(
                asked.spec().startsWith("{\"name\":\"mine\",\"title\":")
                        && asked.spec().indexOf("\"reach\"") < asked.spec().indexOf("\"skill\""),
                asked.spec());
        JsonNode named = begun("{\"recipe\": \"cart-pole\", \"run\": \"another\"}");
        assertEquals("another", named.path("run").asText());
        assertTrue(
                ASKED.get(1).spec().contains("\"name\":\"cart-pole\""),
                ASKED.get(1).spec());
    }

    @Test
    void aSpecIsTakenAsObjectOrText() throws Exception {
        begun("{\"spec\": {\"name\": \"own\", \"b\": 1, \"a\": 2}, \"name\": \"renamed\"}");
        assertEquals("{\"name\":\"renamed\",\"b\":1,\"a\":2}", ASKED.get(0).spec());
        begun("{\"spec\": \"{\\\"name\\\": \\\"own\\\"}\", \"seed\": 2}");
        assertEquals("{\"name\": \"own\"}", ASKED.get(1).spec());
        begun("{\"spec\": \"{\\\"name\\\": \\\"own\\\"}\", \"name\": \"renamed\", \"fresh\": true}");
        assertEquals("{\"name\":\"renamed\"}", ASKED.get(2).spec());
        RunView continued = Client.MAPPER.treeToValue(begun("{\"run\": \"ppo-cartpole-2\"}"), RunView.class);
        assertEquals("ppo-cartpole-2", continued.run());
    }

    @Test
    void whatContradictsItselfIsRefused() throws Exception {
        assertEquals("spec", refused(400, "{}"));
        assertEquals("recipe", refused(400, "{\"recipe\": \"slim\", \"spec\": {}}"));
        assertEquals("spec", refused(400, "{\"spec\": 3}"));
        assertEquals("name", refused(400, "{\"run\": \"slim-1\", \"name\": \"x\"}"));
        assertEquals("recipe", refused(404, "{\"recipe\": \"none\"}"));
        assertEquals("recipe", refused(409, "{\"recipe\": \"twice\"}"));
        assertEquals("recipes", refused(400, "{\"recipes\": \"slim\"}"));
        assertEquals(List.of(), ASKED);
    }
}
