package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.polycritic.api.control.BundleState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Logs.silence();
        new FakeInstallation(folder.resolve("home")).engine().done();
        System.setProperty("polycritic.home", folder.resolve("home").toString());
    }

    @AfterEach
    void restore() {
        System.clearProperty("polycritic.home");
        Logs.silence();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Main.run(all.toArray(String[]::new), terminal, new Signals(terminal, code -> {}));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void listsBundlesBesidePlugins() throws IOException {
        assertEquals(0, run("plugin", "list"), complaint());
        assertTrue(text().contains("critic acme"), text());
        assertTrue(text().contains("critics.task of short-1"), text());
        assertTrue(
                text().lines().anyMatch(line -> line.matches("short-1 +critics.task +acme@0.9.0 +acme@1.0.0")), text());
        assertEquals(0, run("plugin", "list", "--json"), complaint());
        JsonNode document = Json.MAPPER.readTree(out.toByteArray());
        assertEquals("acme.critics", document.at("/bundles/0/name").asText());
        assertTrue(document.path("plugins").size() > 0);
    }

    @Test
    void installsAndUpdates() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "1.5.0");
        assertEquals(0, run("plugin", "install", jar.toString()), complaint());
        assertEquals("acme.critics@1.5.0 is ACTIVE: critic acme", text());
        assertEquals(0, run("plugin", "update", jar.toString(), "--json"), complaint());
        assertEquals(
                "1.5.0", Json.MAPPER.readTree(out.toByteArray()).path("version").asText());
        assertEquals(2, run("plugin", "install", folder.resolve("none.jar").toString()));
        assertTrue(complaint().startsWith("polycritic: FILE: there is no file"), complaint());
        Path empty = Files.writeString(folder.resolve("b.jar"), "");
        assertEquals(2, run("plugin", "install", empty.toString(), "--json"));
        assertEquals(
                "jar", Json.MAPPER.readTree(out.toByteArray()).at("/error/path").asText());
    }

    @Test
    void removesByForce() {
        assertEquals(2, run("plugin", "remove", "acme.critics"));
        assertEquals("polycritic: name: is in use: [critics.task of short-1]", complaint());
        assertEquals(0, run("plugin", "remove", "acme.critics@1.0.0", "--force"), complaint());
        assertEquals("acme.critics@1.0.0 is REMOVED; these wait for it: critics.task of short-1", text());
    }

    @Test
    void asksTheServingProcess() throws IOException {
        List<String> asked = new ArrayList<>();
        String one = Json.MAPPER.writeValueAsString(FakePlugins.bundle("1.0.0", BundleState.ACTIVE));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean list = exchange.getRequestMethod().equals("GET");
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            byte[] answer = (list ? "{\"items\": [" + one + "]}" : one).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            RemotePluginControl control =
                    new RemotePluginControl(new Rest(server.getAddress().getPort(), "secret"));
            control.install(new ByteArrayInputStream("jar".getBytes(StandardCharsets.UTF_8)));
            control.update(new ByteArrayInputStream("jar".getBytes(StandardCharsets.UTF_8)));
            assertEquals("1.0.0", control.remove("acme.critics", null, true).version());
            control.remove("a b", "2", false);
        } finally {
            server.stop(0);
        }
        assertEquals(
                List.of(
                        "POST /api/v1/bundles application/java-archive jar",
                        "POST /api/v1/bundles?update=true application/java-archive jar",
                        "GET /api/v1/bundles null ",
                        "DELETE /api/v1/bundles/acme.critics/1.0.0?force=true null ",
                        "DELETE /api/v1/bundles/a%20b/2 null "),
                asked);
    }
}
