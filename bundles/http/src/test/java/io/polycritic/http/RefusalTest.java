package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.RefusalListener;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.WebServer;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API refuses, and how it says so. */
class RefusalTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            POST | /api/v1/runs | {"speck":{}}                      | 400 | speck  | did you mean 'spec'?
            POST | /api/v1/runs | {"spec":5}                        | 400 | spec   | must be a run spec
            POST | /api/v1/runs | {"run":"x","seed":"1"}            | 400 | seed   | must be an integer
            POST | /api/v1/runs | {"run":"x","seed":1.5}            | 400 | seed   | must be an integer
            POST | /api/v1/runs | {}                                | 400 | spec   | is missing
            POST | /api/v1/runs | {"run":"x","run":"y"}             | 400 | ''     | Duplicate field 'run'
            POST | /api/v1/runs | [1]                               | 400 | ''     | must be a JSON object
            POST | /api/v1/runs | {"run":                           | 400 | ''     | no valid JSON at line 1
            POST | /api/v1/runs | {} x                              | 400 | ''     | no valid JSON
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach"} | 400 | plugin | is missing
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach","plugin":"v-critic","mode":"hot"} | 400 | mode | must be one of warm, cold, shadow, distill, blend
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach","plugin":"v-critic","mode":"cold","span":5} | 400 | span | is for modes in which two parts share
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach","plugin":"v-critic","guards":"loss-spike"} | 400 | guards | must be a list
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach","plugin":"v-critic","guards":["a",null]} | 400 | guards.[1] | is empty
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach","plugin":"v-critic","guards":[7]} | 400 | guards.[0] | must be a text
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach","plugin":"v-critic","probation":0.5} | 400 | probation | must be an integer
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach","plugin":"v-critic","trial":"no"} | 400 | trial | must be true or false
            POST | /api/v1/runs/slim-1/swaps | {"slot":"critics.reach","plugin":"v-critic","guard":["x"]} | 400 | guard | did you mean 'guards'?
            POST | /api/v1/runs/slim-1/preview | {"slot":"critics.reach"} | 400 | plugin | is missing
            POST | /api/v1/runs/nobody/preview | {"slot":"critics.reach","plugin":"v-critic"} | 404 | runs/nobody | there is no run
            POST | /api/v1/runs/slim-1/settings | {"setting":"weight","value":1} | 400 | slot | is missing
            POST | /api/v1/runs/slim-1/settings | {"slot":"critics.reach","setting":"weight","value":1,"guards":[""]} | 400 | guards.[0] | is empty
            POST | /api/v1/runs/slim-1/forks | {"entry":"3"} | 400 | entry | must be an integer
            POST | /api/v1/runs/slim-1/forks | {"entry":9999} | 400 | entry | the journal has the entries 1 to
            POST | /api/v1/runs/slim-1/forks | {"swap":{"plugin":"v-critic"}} | 400 | swap.slot | is missing
            POST | /api/v1/runs/slim-1/forks | {"swap":{"slot":"critics.reach","plugin":"v-critic","mode":"hot"}} | 400 | swap.mode | must be one of
            POST | /api/v1/runs/slim-1/forks | {"swap":{"slot":"critics.reach","plug":"x"}} | 400 | swap.plug | did you mean 'plugin'?
            POST | /api/v1/runs/slim-1/forks | {"setting":{"slot":"critics.reach","setting":"weight"}} | 400 | setting.value | is missing
            POST | /api/v1/runs/nobody/forks | {} | 404 | runs/nobody | there is no run
            POST | /api/v1/runs/slim-2/replay | {} | 409 | run | no snapshot yet
            GET  | /api/v1/runs/slim-2/replay | '' | 404 | run | has not been repeated
            POST | /api/v1/runs/slim-1/swaps/1/commit | {} | 409 | ticket | not under probation
            POST | /api/v1/runs/slim-1/swaps/2/rollback | {} | 409 | ticket | nothing is to be undone
            GET  | /api/v1/runs/slim-1/swaps/99 | '' | 404 | swaps/99 | has no such ticket
            GET  | /api/v1/runs/slim-1/guards | '' | 400 | slot | is missing
            GET  | /api/v1/runs/slim-1/journal?limit=0 | '' | 400 | limit | must be an integer from 1 to
            GET  | /api/v1/runs/slim-1/swaps?before=x | '' | 400 | before | must be an integer from 1 to
            GET  | /api/v1/runs/slim-1/swaps?after=1 | '' | 400 | after | allowed: before, cursor, limit
            POST | /api/v1/runs/slim-1/settings | {"slot":"critics.reach","value":1} | 400 | setting | is missing
            POST | /api/v1/runs/slim-1/settings | {"slot":"critics.reach","setting":"weight"} | 400 | value | is missing
            POST | /api/v1/runs/slim-1/settings | {"slot":"critics.none","setting":"weight","value":1} | 404 | critics.none | has no such slot
            POST | /api/v1/runs/slim-1/swaps/99/rollback | {} | 404 | ticket | has no ticket 99
            POST | /api/v1/runs/slim-1/swaps/1/promote | {} | 409 | ticket | no newcomer shares a slot
            POST | /api/v1/runs/slim-1/swaps/x/commit    | {} | 404 | swaps/x | a ticket's name is its number
            GET  | /api/v1/runs/nobody | '' | 404 | runs/nobody | there is no run 'nobody'
            GET  | /api/v1/runs/slim-1/metrics?maxPoints=0 | '' | 400 | maxPoints | must be an integer from 1 to
            GET  | /api/v1/runs/slim-1/metrics?maxpoint=9  | '' | 400 | maxpoint  | did you mean 'maxPoints'?
            GET  | /api/v1/runs/slim-1/candidates          | '' | 400 | slot      | is missing
            GET  | /api/v1/nowhere                         | '' | 404 | /nowhere  | there is nothing here
            GET  | /api/v2/runs                            | '' | 404 | /api/v2/runs | the API is at /api/v1
            POST | /api/v1/users | {"name":"Bob","role":"VIEWER","password":"a long secret word"} | 400 | name | must be 1 to 32
            POST | /api/v1/users | {"name":"bob","role":"BOSS","password":"a long secret word"}   | 400 | role | must be one of VIEWER, OPERATOR, ADMIN
            POST | /api/v1/users | {"name":"bob","role":2,"password":"a long secret word"}        | 400 | role | must be one of
            POST | /api/v1/users | {"name":"bob","role":"VIEWER","password":"short"}              | 400 | password | must have 12 to 256
            POST | /api/v1/users | {"name":"bob","role":"VIEWER","pasword":"x"}                   | 400 | pasword | did you mean 'password'?
            PATCH | /api/v1/users/nobody | {"enabled":false}                                      | 404 | users/nobody | there is no user
            PATCH | /api/v1/users/nobody | {}                                                     | 400 | '' | give role, enabled or password
            POST | /api/v1/tokens | {"name":"x","days":0}      | 400 | days  | from 1 to 366
            POST | /api/v1/tokens | {"name":"x","days":"9"}    | 400 | days  | must be an integer
            POST | /api/v1/tokens | {}                         | 400 | name  | 1 to 64
            POST | /api/v1/tokens | {"name":"x","owner":"no"}  | 404 | users/no | there is no user
            DELETE | /api/v1/tokens/none | ''                  | 404 | tokens/none | no such token
            GET  | /api/v1/audit?limit=0                   | '' | 400 | limit   | must be an integer from 1 to 1000
            GET  | /api/v1/audit?refused=maybe             | '' | 400 | refused | must be true or false
            GET  | /api/v1/audit?from=today                | '' | 400 | from    | must be a time
            POST | /api/v1/session | {"name":"alice"}          | 400 | password | is missing
            POST | /api/v1/session | {}                        | 400 | ''    | give either name and password
            POST | /api/v1/session | {"token":"a","code":"b"}  | 400 | ''    | give either name and password
            DELETE | /api/v1/runs                          | {} | 405 | /runs     | allowed here: GET, POST
            """)
    void refuses(String method, String path, String body, int status, String where, String text) throws Exception {
        HttpResponse<String> response = client.change(method, path, body == null ? "" : body);
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElseThrow());
        JsonNode problem = Client.json(response);
        assertEquals(where, problem.get("path").asText());
        assertTrue(problem.get("message").asText().contains(text), response.body());
        assertFalse(response.body().contains("java."), response.body());
    }

    @Test
    void limitsTheBody() throws Exception {
        String deep = "{\"spec\":" + "[".repeat(70) + "]".repeat(70) + "}";
        assertTrue(client.post("/api/v1/runs", deep).body().contains("too large or too deep"));
        String large = "{\"run\":\"" + "x".repeat(Json.MAX_BYTES) + "\"}";
        assertEquals(413, client.post("/api/v1/runs", large).statusCode());
        HttpResponse<String> form = client.send(client.request("/api/v1/runs/slim-1/swaps")
                .header("Authorization", client.authorization())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertEquals(415, form.statusCode());
        HttpResponse<String> quote = client.send(client.request("/api/v1/runs/slim-1/swaps")
                .header("Authorization", client.authorization())
                .header("Content-Type", "\"unterminated")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertEquals(400, quote.statusCode(), quote.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost:x", "10.0.0.1", "[::2]:8080", ""})
    void answersOnlyToItsOwnNames(String host) throws Exception {
        assertTrue(raw("GET /api/v1/session HTTP/1.1\r\nHost: " + host + "\r\n").startsWith("HTTP/1.1 4"), host);
    }

    /**
     * What Jetty cannot read as a request it answers itself, before any part of the platform could: by the status
     * alone, without its own pages, and the connection ends.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            NONSENSE                                  | 400
            GET / HTTP/9.9                            | 505
            GET /api/v1/%zz HTTP/1.1                  | 400
            GET /api/v1/a%2fb/..;/x HTTP/1.1          | 400
            GET /api/v1/session HTTP/1.1              | 400
            GET /api/v1/session HTTP/1.1~Host: a b c  | 400
            GET /api/v1/session HTTP/1.1~bad header   | 400
            GET /api/v1/session HTTP/1.1~X: LONG      | 431
            GET /api/v1/LONG HTTP/1.1                 | 414
            PUT /api/v1/session HTTP/1.1~Host: localhost~Content-Length: 3~Content-Length: 4 | 400
            """)
    void whatIsNoRequestIsAnsweredByAStatusAlone(String request, int status) throws Exception {
        String answer = raw(request.replace("~", "\r\n").replace("LONG", "a".repeat(20_000)) + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
        assertEquals(answer.length() - 4, answer.indexOf("\r\n\r\n"), answer);
        assertFalse(answer.contains("Server:"), answer);
    }

    @Test
    void whatIsRefusedAtTheDoorIsHeardOf() throws Exception {
        List<String> refused = Collections.synchronizedList(new ArrayList<>());
        RefusalListener listener = (method, path, status, nanos) -> refused.add(method + " " + path + " " + status);
        server.register(listener);
        raw("GET /api/v1/runs HTTP/1.1\r\nHost: evil.example\r\n");
        raw("GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\n");
        assertEquals(List.of("GET /api/v1/runs 403"), refused);
    }

    /** Whoever sends a large body to where it is not wanted gets the answer, not a broken connection. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/bundles", "/api/v1/runs"})
    void theAnswerIsNotLostWhileTheBodyIsOnItsWay(String path) throws Exception {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            int bytes = 12 << 20;
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + bytes + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] part = new byte[1 << 16];
            for (int sent = 0; sent < bytes; sent += part.length) {
                socket.getOutputStream().write(part);
            }
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 401".length());
            assertEquals("HTTP/1.1 401", new String(answer, StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]:1234"})
    void answersToLoopbackNames(String host) throws Exception {
        assertTrue(raw("GET /health/none HTTP/1.1\r\nHost: " + host + "\r\n").startsWith("HTTP/1.1 404"), host);
    }

    @Test
    void setsHeadersThatProtectTheBrowser() throws Exception {
        HttpResponse<String> response = client.get("/api/v1/runs");
        String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff",
                response.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals(
                "no-referrer", response.headers().firstValue("Referrer-Policy").orElseThrow());
        assertEquals("no-store", response.headers().firstValue("Cache-Control").orElseThrow());
        assertTrue(response.headers().firstValue("Server").isEmpty());
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            String whole = request + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
