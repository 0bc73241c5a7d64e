package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.WebServer;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask for what. */
class AccessTest {
    private static final List<String> ROLES = List.of("VIEWER", "OPERATOR", "ADMIN");

    @TempDir
    static Path data;

    private static LivelyRuns runs;
    private static WebServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        runs = new LivelyRuns();
        server = WebServer.start(data, runs, Map.of());
        server.register(new SampleBundles());
        server.register(new SampleStudies());
        server.register(new SampleRecipes());
        client = new Client(server.uri(), data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        runs.close();
    }

    private static int status(String method, String path, String... headers) throws Exception {
        return send(method, path, "", headers).statusCode();
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = client.request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        return client.send(headers.length == 0 ? request : request.headers(headers));
    }

    /** The list is the server's own, so that a route which somebody adds is walked too. */
    @Test
    void everyRouteIsRefusedWithoutCredentialsAndWithTooSmallARole() throws Exception {
        JsonNode routes = Client.json(client.get("/api/v1")).path("routes");
        assertTrue(routes.size() > 35, routes.toString());
        Map<String, String> tokens =
                Map.of("VIEWER", client.token("walker-v", "VIEWER"), "OPERATOR", client.token("walker-o", "OPERATOR"));
        List<String> open = new ArrayList<>();
        for (JsonNode route : routes) {
            String method = route.path("method").asText();
            String path = "/api/v1" + route.path("path").asText().replaceAll("\\{\\w+}", "nothing");
            String needed = route.path("role").asText();
            String what = method + " " + path;
            if (route.path("role").isNull()) {
                open.add(what);
                continue;
            }
            assertEquals(401, status(method, path), what);
            assertEquals(401, status(method, path, "Authorization", "Bearer pct_nonsense"), what);
            assertEquals(401, status(method, path, "Authorization", "Basic bG9jYWw6eA=="), what);
            for (String role : ROLES.subList(0, ROLES.indexOf(needed))) {
                String bearer = "Bearer " + tokens.get(role);
                HttpResponse<String> refused = send(method, path, "", "Authorization", bearer);
                assertEquals(403, refused.statusCode(), what + " as " + role);
                assertTrue(refused.body().contains("needs the role " + needed), refused.body());
            }
            if (tokens.containsKey(needed) && !path.endsWith("/events")) {
                int enough = status(method, path, "Authorization", "Bearer " + tokens.get(needed));
                assertTrue(enough != 401 && enough != 403 || path.contains("/users/"), what + " gives " + enough);
            }
        }
        assertEquals(List.of("GET /api/v1/session", "POST /api/v1/session", "DELETE /api/v1/session"), open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/metrics/",
                "/api/v1/openapi.json",
                "/assets/../metrics",
                "/assets/%2e%2e/metrics",
                "/assets/..%2fmetrics",
                "/health/..;/metrics",
                "/api/../metrics",
                "/api/%2E%2E/metrics",
                "/api/v1/session;x/../../../metrics",
                "//metrics",
                "/./metrics",
                "/api/v1/session/codes/",
                "/api/v1//runs"
            })
    void nothingElseIsReachedByStrangers(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        assertTrue(answer.matches("(?s)HTTP/1.1 (400|401|404) .*"), path + ": " + answer);
        assertFalse(answer.contains("\"items\""), answer);
    }

    @Test
    void strangersAreToldNothingButThatTheyAre() throws Exception {
        assertEquals(
                "{\"visitor\":null,\"csrf\":null}",
                send("GET", "/api/v1/session", "").body());
        assertEquals(401, status("GET", "/api/v1/nowhere"), "which addresses there are is not for strangers");
        assertEquals(401, status("DELETE", "/api/v1/runs"));
    }

    /** A browser's session: what it sends and what it was given. */
    private record Browser(String cookie, String csrf) {
        static Browser logIn(String body) throws Exception {
            HttpResponse<String> response = send("POST", "/api/v1/session", body, "Content-Type", "application/json");
            assertEquals(200, response.statusCode(), response.body());
            String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
            assertTrue(
                    cookie.matches("polycritic-" + server.uri().getPort()
                            + "=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict"),
                    cookie);
            assertFalse(response.body().contains(cookie.substring(16, 40)), "the cookie's secret is for no script");
            return new Browser(
                    cookie.split(";")[0], Client.json(response).path("csrf").asText());
        }

        int status(String method, String path, String... more) throws Exception {
            List<String> headers = new ArrayList<>(List.of("Cookie", cookie));
            headers.addAll(List.of(more));
            return AccessTest.status(method, path, headers.toArray(String[]::new));
        }
    }

    private static String password(String name) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + Client.PASSWORD + "\"}";
    }

    @Test
    void changesByASessionNeedItsTokenAgainstForgery() throws Exception {
        client.token("olga", "OPERATOR");
        Browser browser = Browser.logIn(password("olga"));
        String pause = "/api/v1/runs/slim-2/resume";
        assertEquals(200, browser.status("GET", "/api/v1/runs"));
        assertEquals(403, browser.status("POST", pause));
        assertEquals(403, browser.status("POST", pause, Forgery.HEADER, "nonsense"));
        String other = Browser.logIn(password("olga")).csrf();
        assertEquals(403, browser.status("POST", pause, Forgery.HEADER, other), "another session's token");
        for (String site : List.of("same-site", "cross-site")) {
            assertEquals(403, browser.status("POST", pause, Forgery.HEADER, browser.csrf(), "Sec-Fetch-Site", site));
        }
        assertEquals("PAUSED", runs.run("slim-2").state().name());
        assertEquals(
                200, browser.status("POST", pause, Forgery.HEADER, browser.csrf(), "Sec-Fetch-Site", "same-origin"));
        assertEquals(200, browser.status("POST", pause.replace("resume", "pause"), Forgery.HEADER, browser.csrf()));
        assertEquals(403, browser.status("POST", "/api/v1/bundles", Forgery.HEADER, browser.csrf()), "no admin");
        // a bearer token needs none, and its presence makes the cookie count for nothing
        assertEquals(401, browser.status("GET", "/api/v1/runs", "Authorization", "Bearer nonsense"));
        assertEquals(403, browser.status("DELETE", "/api/v1/session"));
        assertEquals(204, browser.status("DELETE", "/api/v1/session", Forgery.HEADER, browser.csrf()));
        assertEquals(401, browser.status("GET", "/api/v1/runs"));
        assertEquals(
                403,
                send(
                                "POST",
                                "/api/v1/session",
                                password("olga"),
                                "Content-Type",
                                "application/json",
                                "Sec-Fetch-Site",
                                "cross-site")
                        .statusCode());
    }

    @Test
    void aOneTimeCodeLogsInOnce() throws Exception {
        HttpResponse<String> made = client.post("/api/v1/session/codes", "");
        assertEquals(201, made.statusCode(), made.body());
        String code = Client.json(made).path("code").asText();
        assertEquals("/#/login?code=" + code, Client.json(made).path("path").asText());
        String body = "{\"code\":\"" + code + "\"}";
        assertEquals(200, Browser.logIn(body).status("GET", "/api/v1/users"));
        assertEquals(
                401,
                send("POST", "/api/v1/session", body, "Content-Type", "application/json")
                        .statusCode());
        String admin = client.token("adam", "ADMIN");
        assertEquals(403, status("POST", "/api/v1/session/codes", "Authorization", "Bearer " + admin));
    }

    @Test
    void guessesAreSlowedDown(@TempDir Path other) throws Exception {
        try (WebServer guessed = WebServer.start(other, runs, Map.of())) {
            Client guesser = new Client(guessed.uri(), other);
            String body = "{\"name\":\"nobody\",\"password\":\"x\"}";
            for (int i = 0; i < 10; i++) {
                assertEquals(401, guesser.post("/api/v1/session", body).statusCode());
            }
            HttpResponse<String> slow = guesser.post("/api/v1/session", body);
            assertEquals(429, slow.statusCode(), slow.body());
            assertEquals("30", slow.headers().firstValue("Retry-After").orElseThrow());
            assertEquals("RATE_LIMITED", Client.json(slow).path("code").asText());
            assertEquals(200, guesser.get("/api/v1/runs").statusCode(), "who has a token is not kept waiting");
        }
    }

    @Test
    void everyChangeIsAuditedRefusedOnesToo() throws Exception {
        String viewer = client.token("vera", "VIEWER");
        assertEquals(403, status("POST", "/api/v1/runs/slim-1/pause", "Authorization", "Bearer " + viewer));
        assertEquals(401, status("POST", "/api/v1/runs/slim-1/stop"));
        assertEquals(404, client.post("/api/v1/runs/none/pause", "").statusCode());
        JsonNode refused = audit("actor=vera&text=pause");
        assertEquals("vera with token test", refused.at("/items/0/actor").asText());
        assertEquals("POST /runs/{run}/pause", refused.at("/items/0/action").asText());
        assertEquals("/runs/slim-1/pause", refused.at("/items/0/target").asText());
        assertEquals(403, refused.at("/items/0/status").asInt());
        assertEquals(
                "needs the role OPERATOR; vera with token test is VIEWER",
                refused.at("/items/0/detail").asText());
        assertEquals("127.0.0.1", refused.at("/items/0/address").asText());
        assertEquals(401, audit("text=slim-1/stop").at("/items/0/status").asInt());
        assertEquals("local", audit("text=runs/none").at("/items/0/actor").asText());
        JsonNode made = audit("text=vera&refused=false");
        assertTrue(
                made.at("/items/0/detail").asText().matches("\\S{8} 'test' of vera, VIEWER until 20.*"),
                made.toString());
        assertEquals("vera is VIEWER", made.at("/items/1/detail").asText());
        assertEquals(0, audit("text=GET").path("items").size());
        String everything = audit("limit=1000").toString();
        assertFalse(everything.contains(viewer) || everything.contains(Client.PASSWORD), "a secret is in the log");
    }

    private static JsonNode audit(String query) throws Exception {
        HttpResponse<String> response = client.get("/api/v1/audit?" + query);
        assertEquals(200, response.statusCode(), response.body());
        return Client.json(response);
    }

    @Test
    void othersSeeAndRevokeTheirOwnTokensAlone() throws Exception {
        String one = client.token("uma", "OPERATOR");
        String two = client.token("ugo", "VIEWER");
        JsonNode own = Client.json(send("GET", "/api/v1/tokens", "", "Authorization", "Bearer " + two));
        assertEquals(1, own.path("items").size());
        assertEquals("ugo", own.at("/items/0/owner").asText());
        assertFalse(own.toString().contains(two));
        assertEquals(403, status("GET", "/api/v1/tokens?owner=uma", "Authorization", "Bearer " + two));
        String id = Client.json(client.get("/api/v1/tokens?owner=uma"))
                .at("/items/0/id")
                .asText();
        assertEquals(404, status("DELETE", "/api/v1/tokens/" + id, "Authorization", "Bearer " + two));
        assertEquals(200, status("DELETE", "/api/v1/tokens/" + id, "Authorization", "Bearer " + one));
        assertEquals(401, status("GET", "/api/v1/runs", "Authorization", "Bearer " + one));
        assertEquals(
                403,
                send(
                                "PATCH",
                                "/api/v1/users/uma",
                                "{\"enabled\":false}",
                                "Authorization",
                                "Bearer " + two,
                                "Content-Type",
                                "application/json")
                        .statusCode());
    }

    /** A token that is limited is refused everywhere else, also at routes that somebody adds. */
    @Test
    void tokensReachNoMoreThanTheyAreLimitedTo() throws Exception {
        String metrics = limited("\"metricsOnly\":true");
        String slim = limited("\"role\":\"OPERATOR\",\"runs\":[\"slim-*\"]");
        Set<String> read = Set.of("GET /", "GET /openapi.json", "GET /runs", "GET /runs/{run}", "GET /events");
        Set<String> runs = Set.of("GET /", "GET /openapi.json", "GET /runs", "GET /plugins", "POST /check");
        for (JsonNode route : Client.json(client.get("/api/v1")).path("routes")) {
            String what =
                    route.path("method").asText() + " " + route.path("path").asText();
            if (route.path("role").isNull() || what.endsWith("/events")) {
                continue;
            }
            String path = "/api/v1" + route.path("path").asText().replaceAll("\\{\\w+}", "nothing");
            String method = route.path("method").asText();
            boolean metric = read.contains(what) || what.matches("GET /runs/\\{run}/(metrics|samples)");
            assertEquals(!metric, status(method, path, "Authorization", metrics) == 403, what);
            boolean reached = runs.contains(what) || what.matches("GET /(recipes|plugins/).*|GET /recipes");
            assertEquals(!reached, status(method, path, "Authorization", slim) == 403, what);
        }
        assertEquals(200, status("GET", "/api/v1/runs/slim-1", "Authorization", slim));
        assertEquals(200, status("POST", "/api/v1/runs/slim-1/snapshot", "Authorization", slim));
        assertEquals(403, status("POST", "/api/v1/runs/slim-1/forks", "Authorization", slim), "a fork is another run");
        assertEquals(403, status("GET", "/api/v1/runs/ppo-cartpole-1", "Authorization", slim));
        JsonNode listed = Client.json(send("GET", "/api/v1/runs", "", "Authorization", slim));
        listed.path("items").forEach(run -> assertTrue(run.path("run").asText().startsWith("slim-"), run.toString()));
        assertTrue(listed.path("total").asInt() >= 3, listed.toString());
    }

    private static String limited(String limits) throws Exception {
        HttpResponse<String> made = client.post("/api/v1/tokens", "{\"name\":\"limited\"," + limits + "}");
        return "Bearer " + Client.json(made).path("secret").asText();
    }

    @Test
    void aListenerIsShownOutWhenTheTokenIsRevoked() throws Exception {
        String token = client.token("lena", "VIEWER");
        HttpResponse<InputStream> events = client.http.send(
                client.request("/api/v1/events")
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, events.statusCode());
        assertNotEquals(-1, events.body().read());
        String id = Client.json(client.get("/api/v1/tokens?owner=lena"))
                .at("/items/0/id")
                .asText();
        assertEquals(200, client.change("DELETE", "/api/v1/tokens/" + id, "").statusCode());
        // the server looks every few seconds; the stream ends, or this read would never return
        events.body().readAllBytes();
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
