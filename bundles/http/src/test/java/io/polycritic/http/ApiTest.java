package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.WebServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API in a real Felix with Jetty. */
class ApiTest {
    private static final String RUN = "/api/v1/runs/slim-1";

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

    @Test
    void aRunAtRestIsDeleted() throws Exception {
        client.post("/api/v1/runs", "{\"spec\": {\"name\": \"gone\"}, \"seed\": 1}");
        HttpResponse<String> live = client.change("DELETE", "/api/v1/runs/gone-1", "");
        assertEquals(409, live.statusCode(), live.body());
        client.post("/api/v1/runs/gone-1/stop", "");
        JsonNode snapshots =
                Client.json(client.get("/api/v1/runs/gone-1/snapshots")).path("items");
        assertEquals("recent", snapshots.at("/0/kept").asText());
        HttpResponse<String> deleted = client.change("DELETE", "/api/v1/runs/gone-1", "");
        assertEquals(200, deleted.statusCode(), deleted.body());
        assertEquals("STOPPED", Client.json(deleted).path("state").asText());
        assertEquals(404, client.get("/api/v1/runs/gone-1").statusCode());
        assertEquals(404, client.change("DELETE", "/api/v1/runs/gone-1", "").statusCode());
    }

    @Test
    void readsEverything() throws Exception {
        assertFalse(server.bundles().contains("INACTIVE"), server.bundles());
        JsonNode all = Client.json(client.get("/api/v1/runs")).get("items");
        assertEquals("slim-1", all.get(0).get("run").asText());
        assertTrue(all.get(0).get("slots").isEmpty());
        JsonNode run = Client.json(client.get(RUN));
        assertEquals("RUNNING", run.get("state").asText());
        assertEquals("tabletop", run.get("slots").get(0).get("plugin").asText());
        assertEquals(
                "created",
                Client.json(client.get(RUN + "/journal")).at("/items/0/type").asText());
        assertEquals(
                "COMMITTED",
                Client.json(client.get(RUN + "/swaps")).at("/items/0/state").asText());
        assertEquals(2, Client.json(client.get(RUN + "/swaps/2")).get("id").asInt());
        assertEquals(
                "v-critic",
                Client.json(client.get(RUN + "/candidates?slot=critics.safety"))
                        .at("/items/0/id")
                        .asText());
        assertEquals(
                "critic",
                Client.json(client.get("/api/v1/plugins")).at("/items/0/kind").asText());
        JsonNode index = Client.json(client.get("/api/v1"));
        assertEquals("0.1.0", index.get("version").asText());
        assertTrue(
                index.get("routes")
                        .toString()
                        .contains("{\"method\":\"POST\",\"path\":\"/runs/{run}/settings\",\"role\":\"OPERATOR\"}"),
                index.toString());
    }

    @Test
    void schemaOfAPluginsSettings() throws Exception {
        JsonNode plugin = Client.json(client.get("/api/v1/plugins")).at("/items/0");
        String path = "/api/v1/plugins/" + plugin.path("kind").asText().replace(' ', '-') + "/"
                + plugin.path("id").asText() + "/schema";
        JsonNode schema = Client.json(client.get(path));
        assertEquals(plugin.path("settings").size(), schema.path("properties").size());
        assertEquals(404, client.get("/api/v1/plugins/critic/no-such/schema").statusCode());
    }

    @Test
    void thinsMetricsOut() throws Exception {
        JsonNode items = Client.json(
                        client.get(RUN + "/metrics?names=learner/return.reach,critics.reach%2Floss&maxPoints=50"))
                .get("items");
        assertEquals(2, items.size());
        assertEquals("learner/return.reach", items.get(0).get("name").asText());
        int points = items.get(0).get("values").size();
        assertTrue(points > 10 && points <= 50, "points: " + points);
        assertEquals(points, items.get(0).get("steps").size());
    }

    @Test
    void writesNumbersThatAreNotFiniteAsText() throws Exception {
        JsonNode items = Client.json(
                        client.get("/api/v1/runs/slim-3/metrics?names=critics.safety/loss&maxPoints=100000"))
                .get("items");
        JsonNode values = items.get(0).get("values");
        assertEquals("NaN", values.get(values.size() - 1).textValue());
    }

    @Test
    void pausesResumesStopsAndTakesSnapshots() throws Exception {
        String run = "/api/v1/runs/slim-2";
        assertEquals(
                "RUNNING",
                Client.json(client.post(run + "/resume", "")).get("state").asText());
        assertEquals(
                "PAUSED",
                Client.json(client.post(run + "/pause", "{}")).get("state").asText());
        HttpResponse<String> again = client.post(run + "/pause", "{}");
        assertEquals(409, again.statusCode());
        assertEquals("CONFLICT", Client.json(again).get("code").asText());
        assertEquals(
                64,
                Client.json(client.post(run + "/snapshot", ""))
                        .get("parameterHash")
                        .asText()
                        .length());
        assertEquals(
                "STOPPED",
                Client.json(client.post(run + "/stop", "")).get("state").asText());
    }

    @Test
    void swapsAndSaysWhereTheTicketIs() throws Exception {
        HttpResponse<String> response = client.post(
                RUN + "/swaps",
                "{\"slot\":\"critics.reach\",\"plugin\":\"quantile-critic\",\"config\":{\"tail\":0.5},\"mode\":\"cold\",\"probation\":0}");
        assertEquals(201, response.statusCode(), response.body());
        assertEquals("COMMITTED", Client.json(response).get("state").asText());
        String location = response.headers().firstValue("Location").orElseThrow();
        assertEquals(Client.json(response), Client.json(client.get(location)));
        JsonNode slots = Client.json(client.get(RUN)).get("slots");
        assertEquals(0.5, slots.get(2).at("/config/tail").asDouble());
    }

    @Test
    void changesAWeight() throws Exception {
        HttpResponse<String> response =
                client.post(RUN + "/settings", "{\"slot\":\"critics.reach\",\"setting\":\"weight\",\"value\":2.5}");
        assertEquals(201, response.statusCode(), response.body());
        assertEquals(2.5, Client.json(response).at("/change/value").asDouble());
        assertEquals(2.5, Client.json(client.get(RUN)).at("/slots/2/weight").asDouble());
    }

    @Test
    void listsComeInPages() throws Exception {
        JsonNode all = Client.json(client.get(RUN + "/journal"));
        int total = all.get("total").asInt();
        assertEquals(total, all.get("items").size());
        JsonNode newest = Client.json(client.get(RUN + "/journal?limit=2"));
        assertEquals(total, newest.get("total").asInt());
        assertEquals(2, newest.get("items").size());
        assertEquals(total, newest.at("/items/1/sequence").asInt());
        JsonNode before = Client.json(client.get(RUN + "/journal?limit=3&before=3"));
        assertEquals(2, before.get("items").size());
        assertEquals(2, before.at("/items/1/sequence").asInt());
        assertEquals(
                1,
                Client.json(client.get(RUN + "/swaps?before=2"))
                        .at("/items/0/id")
                        .asInt());
        assertEquals(
                0, Client.json(client.get(RUN + "/swaps?before=1")).get("items").size());
    }

    @Test
    void watchesRollsBackAndCommits() throws Exception {
        String run = "/api/v1/runs/ppo-cartpole-2";
        String swap = "{\"slot\":\"critics.value\",\"plugin\":\"quantile-critic\",\"mode\":\"shadow\","
                + "\"span\":16,\"guards\":[\"loss-spike\"],\"probation\":40}";
        JsonNode preview = Client.json(client.post(run + "/preview", swap));
        assertTrue(preview.get("fits").asBoolean());
        assertEquals("network.1.weight", preview.at("/transfer/reshaped/0").asText());
        assertEquals(
                "loss-spike",
                Client.json(client.get(run + "/guards?slot=critics.value"))
                        .at("/items/1/id")
                        .asText());
        HttpResponse<String> response = client.post(run + "/swaps", swap);
        assertEquals(201, response.statusCode(), response.body());
        JsonNode ticket = Client.json(response);
        assertEquals("APPLIED", ticket.get("state").asText());
        assertTrue(ticket.at("/change/guards/0").asText().startsWith("mean('critics.value/loss', 10)"));
        String at = response.headers().firstValue("Location").orElseThrow();
        assertEquals(
                "ROLLED_BACK",
                Client.json(client.post(at + "/rollback", "")).get("state").asText());
        String set = "{\"slot\":\"critics.value\",\"setting\":\"learningRate\",\"value\":0.001,\"probation\":10}";
        HttpResponse<String> again = client.post(run + "/settings", set);
        assertEquals("PROBATION", Client.json(again).get("state").asText());
        assertEquals(
                "COMMITTED",
                Client.json(client.post(again.headers().firstValue("Location").orElseThrow() + "/commit", ""))
                        .get("state")
                        .asText());
        assertEquals(
                0.001,
                Client.json(client.get(run)).at("/slots/2/config/learningRate").asDouble());
    }

    @Test
    void forksAndReplays() throws Exception {
        String fork = "{\"run\":\"other\",\"entry\":2,\"setting\":{\"slot\":\"critics.skill\","
                + "\"setting\":\"weight\",\"value\":5}}";
        HttpResponse<String> response = client.post(RUN + "/forks", fork);
        assertEquals(201, response.statusCode(), response.body());
        assertEquals(
                "/api/v1/runs/other", response.headers().firstValue("Location").orElseThrow());
        assertEquals(
                5,
                Client.json(client.get("/api/v1/runs/other"))
                        .at("/slots/3/weight")
                        .asInt());
        JsonNode begun = Client.json(client.post(RUN + "/replay", ""));
        assertEquals("RUNNING", begun.get("state").asText());
        assertFalse(begun.get("same").asBoolean());
        JsonNode replay = begun;
        for (int look = 0; look < 3; look++) {
            replay = Client.json(client.get(RUN + "/replay"));
        }
        assertEquals("DONE", replay.get("state").asText());
        assertTrue(replay.get("same").asBoolean());
    }

    @Test
    void startsARunFromASpecAsObjectOrText() throws Exception {
        HttpResponse<String> response = client.post("/api/v1/runs", "{\"spec\":{\"name\":\"slim\"},\"seed\":7}");
        assertEquals(201, response.statusCode(), response.body());
        assertEquals(
                "/api/v1/runs/slim-7", response.headers().firstValue("Location").orElseThrow());
        assertEquals(
                201, client.post("/api/v1/runs", "{\"spec\":\"{}\",\"seed\":8}").statusCode());
        assertEquals(
                201, client.post("/api/v1/runs", "{\"run\":\"ppo-cartpole-2\"}").statusCode());
        assertEquals(
                11,
                Client.json(client.post("/api/v1/check", "{\"environment\":{}}"))
                        .get("items")
                        .size());
    }

    @Test
    void saysWhenTheEngineIsAway() throws Exception {
        server.unregister();
        assertEquals(0, runs.listeners());
        HttpResponse<String> response = client.get("/api/v1/runs");
        assertEquals(503, response.statusCode());
        assertEquals("RESOURCE", Client.json(response).get("code").asText());
        server.register(runs);
        assertEquals(200, client.get("/api/v1/runs").statusCode());
    }
}
