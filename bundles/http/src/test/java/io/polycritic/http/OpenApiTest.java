package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.SampleSystem;
import io.polycritic.http.testkit.WebServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API's description, held against the routes, and against what a server really takes and gives. */
class OpenApiTest {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final String JSON = "application/json";

    @TempDir
    static Path data;

    private static LivelyRuns runs;
    private static WebServer server;
    private static Client client;
    private static JsonNode document;

    /** One operation of the document. */
    private record Described(String method, String path, JsonNode says) {
        /** The address with the examples of its variables, and with those query parameters that it needs. */
        String address() {
            StringBuilder address = new StringBuilder("/api/v1" + path);
            String separator = "?";
            for (JsonNode parameter : says.path("parameters")) {
                String name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("path") && parameter.has("example")) {
                    int at = address.indexOf("{" + name + "}");
                    address.replace(
                            at,
                            at + name.length() + 2,
                            parameter.path("example").asText());
                } else if (parameter.path("required").asBoolean() && name.equals("slot")) {
                    address.append(separator).append("slot=critics.safety");
                    separator = "&";
                }
            }
            return address.toString();
        }

        JsonNode answer() {
            for (Map.Entry<String, JsonNode> answer : says.path("responses").properties()) {
                if (!answer.getKey().equals("default")) {
                    return answer.getValue().path("content").path(JSON).path("schema");
                }
            }
            throw new IllegalStateException(method + " " + path + " says nothing of its answer");
        }
    }

    @BeforeAll
    static void start() throws Exception {
        runs = new LivelyRuns();
        server = WebServer.start(data, runs, Map.of());
        server.register(new SampleBundles());
        server.register(new SampleStudies());
        server.register(new SampleRecipes());
        server.register(new SampleSystem());
        client = new Client(server.uri(), data);
        document = Client.json(client.get("/api/v1/openapi.json"));
        assertEquals("3.1.0", document.path("openapi").asText(), document.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        runs.close();
    }

    private static List<Described> operations() {
        List<Described> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                all.add(new Described(
                        operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
            }
        }
        return all;
    }

    /** What of a JSON text does not fit a schema of the document. */
    private static Set<String> faults(JsonNode schema, String text) {
        ObjectNode whole = Client.MAPPER.createObjectNode();
        whole.set("allOf", Client.MAPPER.createArrayNode().add(schema));
        whole.set("components", document.path("components"));
        Set<String> faults = new HashSet<>();
        SCHEMAS.getSchema(whole).validate(text, InputFormat.JSON).forEach(fault -> faults.add(fault.toString()));
        return faults;
    }

    @Test
    void describesEveryRoute() {
        List<String> described = operations().stream()
                .map(each -> each.method() + " " + each.path() + " "
                        + each.says().path("x-role").asText("null"))
                .sorted()
                .toList();
        List<String> routes = new ArrayList<>();
        for (JsonNode route : index().path("routes")) {
            routes.add(route.path("method").asText() + " " + route.path("path").asText() + " "
                    + route.path("role").asText("null"));
        }
        assertEquals(routes.stream().sorted().toList(), described);
        assertEquals(
                described.size(),
                operations().stream()
                        .map(each -> each.says().path("operationId").asText())
                        .distinct()
                        .count());
        assertTrue(operations().stream()
                .allMatch(each -> each.says().path("summary").asText().endsWith(".")));
    }

    @Test
    void describesWhatMakesChangesSafe() {
        for (Described each : operations()) {
            List<String> headers = new ArrayList<>();
            each.says().path("parameters").forEach(parameter -> {
                if (parameter.path("in").asText().equals("header")) {
                    headers.add(parameter.path("name").asText());
                }
            });
            String what = each.method() + " " + each.path();
            boolean read = each.method().equals("GET");
            boolean open = !each.says().has("x-role");
            boolean tagged =
                    !read && (each.path().contains("{run}") || each.path().contains("{user}"));
            assertEquals(!read && !open, headers.contains("Idempotency-Key"), what);
            assertEquals(tagged, headers.contains("If-Match"), what);
            assertEquals(read && !each.answer().isMissingNode(), headers.contains("If-None-Match"), what);
            assertEquals(
                    read && !each.answer().isMissingNode(),
                    each.says().at("/responses").has("304"),
                    what);
        }
    }

    private static JsonNode index() {
        try {
            return Client.json(client.get("/api/v1"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsReadFitsWhatIsDescribed() throws Exception {
        int checked = 0;
        for (Described operation : operations()) {
            String address = operation.address();
            if (!operation.method().equals("GET")
                    || address.contains("{")
                    || operation.answer().isMissingNode()) {
                continue;
            }
            HttpResponse<String> answer = client.get(address);
            if (answer.statusCode() == 200) {
                assertEquals(Set.of(), faults(operation.answer(), answer.body()), address);
                checked++;
            } else {
                JsonNode problem = document.at("/components/responses/Problem/content")
                        .path("application/problem+json")
                        .path("schema");
                assertEquals(Set.of(), faults(problem, answer.body()), address);
            }
        }
        assertTrue(checked >= 18, checked + " answers were held against the document");
    }

    @Test
    void examplesRun() throws Exception {
        List<Described> order = new ArrayList<>(operations());
        // a user is made before that user is changed or logs in
        order.sort(
                (a, b) -> Boolean.compare(!a.path().equals("/users"), !b.path().equals("/users")));
        int run = 0;
        for (Described operation : order) {
            JsonNode body = operation.says().path("requestBody").path("content").path(JSON);
            if (!body.has("example")) {
                continue;
            }
            String example = body.path("example").toString();
            String address = operation.address();
            assertEquals(Set.of(), faults(body.path("schema"), example), address);
            HttpResponse<String> answer = client.change(operation.method(), address, example);
            assertEquals(2, answer.statusCode() / 100, operation.method() + " " + address + " " + answer.body());
            assertEquals(Set.of(), faults(operation.answer(), answer.body()), address);
            run++;
        }
        assertEquals(11, run);
    }
}
