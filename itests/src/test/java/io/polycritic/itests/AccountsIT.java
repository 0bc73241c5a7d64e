package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.Rule;
import org.junit.Test;

/** Users, tokens and the link that logs in, by the command line as people have it. */
public class AccountsIT {
    @Rule
    public final TestFolder folder = new TestFolder();

    private final HttpClient client = HttpClient.newHttpClient();

    private Command.Result command(String... words) throws Exception {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = folder.data().toString();
        Command.Result result = Command.run(folder, all);
        assertEquals(result.toString(), 0, result.exit());
        return result;
    }

    private HttpResponse<String> ask(URI address, String token, String method) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends an address as it stands; a client would make it plain first. */
    private static String raw(int port, String address) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    public void aUserATokenAndALinkFromNothing() throws Exception {
        String data = folder.data().toString();
        try (Command server = Command.start(folder, "serve", "--port", "0", "--json", "--data", data)) {
            Path file = folder.data().resolve("server.json");
            Poll.until("the server", () -> Files.exists(file) || !server.isAlive(), server::toString);
            int port =
                    Specs.MAPPER.readTree(Files.readString(file)).path("port").intValue();
            URI runs = URI.create("http://127.0.0.1:" + port + "/api/v1/runs");
            assertEquals(401, ask(runs, "", "GET").statusCode());
            Path password = Files.writeString(folder.path().resolve("password"), "a long secret word\n");
            JsonNode user = command(
                            "user",
                            "add",
                            "alice",
                            "--role",
                            "operator",
                            "--password-file",
                            password.toString(),
                            "--json")
                    .json();
            assertEquals("OPERATOR", user.path("role").textValue());
            String token = command("token", "create", "ci", "--owner", "alice", "--role", "viewer")
                    .out()
                    .strip();
            assertTrue(token, token.startsWith("pct_"));
            assertEquals(200, ask(runs, token, "GET").statusCode());
            assertEquals(403, ask(runs, token, "POST").statusCode());
            assertEquals(200, ask(runs.resolve("/health/live"), "", "GET").statusCode());
            assertEquals(401, ask(runs.resolve("/metrics"), "", "GET").statusCode());
            assertEquals(200, ask(runs.resolve("/metrics"), token, "GET").statusCode());
            assertEquals(200, ask(runs.resolve("/"), "", "GET").statusCode());
            for (String detour :
                    new String[] {"/assets/../metrics", "/health/..;/metrics", "/api/%2e%2e/metrics", "//metrics"}) {
                String answer = raw(port, detour);
                assertFalse(detour + ": " + answer, answer.startsWith("HTTP/1.1 200"));
            }
            String link = command("login").out().strip();
            assertTrue(link, link.matches("http://127\\.0\\.0\\.1:" + port + "/#/login\\?code=[\\w-]{43}"));
            command("user", "disable", "alice");
            assertEquals(401, ask(runs, token, "GET").statusCode());
            Command.Result left = server.terminate();
            String code = link.substring(link.indexOf("code=") + 5);
            String log = Files.readString(folder.data().resolve("logs/polycritic.log"));
            for (String secret : new String[] {token, code, "a long secret word"}) {
                assertFalse(
                        "a secret is in the log",
                        log.contains(secret) || left.toString().contains(secret));
            }
        }
    }
}
