package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.polycritic.api.control.BundleState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PluginCommandTest {
    @RegisterExtension
    final Shell shell = new Shell();

    @Test
    void listsBundlesBesidePlugins() throws IOException {
        assertEquals(0, shell.run("plugin", "list"), shell.complaint());
        assertTrue(shell.text().contains("critic acme"), shell.text());
        assertTrue(shell.text().contains("critics.task of short-1"), shell.text());
        assertTrue(
                shell.text().lines().anyMatch(line -> line.matches("short-1 +critics.task +acme@0.9.0 +acme@1.0.0")),
                shell.text());
        assertEquals(0, shell.run("plugin", "list", "--json"), shell.complaint());
        JsonNode document = shell.document();
        assertEquals("acme.critics", document.at("/bundles/0/name").asText());
        assertTrue(document.path("plugins").size() > 0);
    }

    @Test
    void installsAndUpdates() throws IOException {
        Path jar = Files.writeString(shell.folder().resolve("a.jar"), "1.5.0");
        assertEquals(0, shell.run("plugin", "install", jar.toString()), shell.complaint());
        assertEquals("acme.critics@1.5.0 is ACTIVE: critic acme", shell.text());
        assertEquals(0, shell.run("plugin", "update", jar.toString(), "--json"), shell.complaint());
        assertEquals("1.5.0", shell.document().path("version").asText());
        assertEquals(
                2,
                shell.run(
                        "plugin", "install", shell.folder().resolve("none.jar").toString()));
        assertTrue(shell.complaint().startsWith("polycritic: FILE: there is no file"), shell.complaint());
        Path empty = Files.writeString(shell.folder().resolve("b.jar"), "");
        assertEquals(2, shell.run("plugin", "install", empty.toString(), "--json"));
        assertEquals("jar", shell.document().at("/error/path").asText());
    }

    @Test
    void removesByForce() {
        assertEquals(2, shell.run("plugin", "remove", "acme.critics"));
        assertEquals("polycritic: name: is in use: [critics.task of short-1]", shell.complaint());
        assertEquals(0, shell.run("plugin", "remove", "acme.critics@1.0.0", "--force"), shell.complaint());
        assertEquals("acme.critics@1.0.0 is REMOVED; these wait for it: critics.task of short-1", shell.text());
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
