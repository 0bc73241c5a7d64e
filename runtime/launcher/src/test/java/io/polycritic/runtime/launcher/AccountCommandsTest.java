package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.TokenView;
import io.polycritic.api.control.UserView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, tokens and the log-in link, asked of the process that serves. */
class AccountCommandsTest {
    private static final UserView ALICE = new UserView("alice", Role.OPERATOR, true, "2026-01-01T00:00:00Z", null);
    private static final TokenView TOKEN = new TokenView(
            "Ab3",
            "alice",
            "grafana",
            Role.VIEWER,
            "2026-01-01T00:00:00Z",
            "2026-04-01T00:00:00Z",
            null,
            List.of("slim-*"),
            true);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final InputStream in = System.in;

    @TempDir
    Path folder;

    private Path data;
    private FakeServer server;

    @BeforeEach
    void layOut() throws IOException {
        Logs.silence();
        new FakeInstallation(folder.resolve("home")).engine().done();
        System.setProperty("polycritic.home", folder.resolve("home").toString());
        data = folder.resolve("data");
        server = new FakeServer(data);
    }

    @AfterEach
    void restore() throws IOException {
        server.close();
        System.setIn(in);
        System.clearProperty("polycritic.home");
        Logs.silence();
    }

    private int run(boolean terminal, String... args) {
        out.reset();
        err.reset();
        Terminal streams = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data.toString()));
        return Main.run(all.toArray(String[]::new), streams, new Signals(streams, code -> {}));
    }

    private int run(String... args) {
        return run(false, args);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void addsAUserWhosePasswordIsOnNoCommandLine() throws IOException {
        server.on("POST /users", ALICE);
        System.setIn(new ByteArrayInputStream("a long secret word\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(0, run("user", "add", "alice", "--role", "operator"), said());
        assertEquals("alice is operator", text());
        Path file = Files.writeString(folder.resolve("password"), "another secret word\n");
        assertEquals(0, run("user", "add", "alice", "--role", "admin", "--password-file", file.toString()), said());
        assertEquals(
                List.of(
                        "POST /users {\"name\":\"alice\",\"role\":\"OPERATOR\",\"password\":\"a long secret word\"}",
                        "POST /users {\"name\":\"alice\",\"role\":\"ADMIN\",\"password\":\"another secret word\"}"),
                server.changes());
        System.setIn(InputStream.nullInputStream());
        assertEquals(2, run("user", "add", "bob", "--role", "viewer"));
        assertTrue(said().contains("password: is missing on standard input"), said());
        assertEquals(2, run("user", "add", "bob", "--role", "boss"));
    }

    @Test
    void listsAndChangesUsers() throws IOException {
        server.on("GET /users", List.of(ALICE)).on("PATCH /users/alice", ALICE);
        assertEquals(0, run("user", "list"), said());
        assertTrue(text().lines().anyMatch(line -> line.matches("alice +operator +enabled +2026-\\S+ +never")), text());
        assertEquals(0, run("user", "role", "alice", "viewer"), said());
        assertEquals(0, run("user", "disable", "alice"), said());
        System.setIn(new ByteArrayInputStream("x long secret word\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(0, run("user", "password", "alice"), said());
        List<String> changes = server.changes();
        assertTrue(changes.get(0).contains("\"role\":\"VIEWER\""), changes.toString());
        assertTrue(changes.get(1).contains("\"enabled\":false"), changes.toString());
        assertTrue(changes.get(2).contains("\"password\":\"x long secret word\""), changes.toString());
        assertEquals(2, run("user", "disable", "nobody"));
    }

    @Test
    void createsListsAndRevokesTokens() throws IOException {
        server.on("POST /tokens", new NewToken("pct_secret", TOKEN))
                .on("GET /tokens?owner=alice", List.of(TOKEN))
                .on("DELETE /tokens/Ab3", TOKEN);
        assertEquals(0, run("token", "create", "grafana", "--owner", "alice", "--days", "90"), said());
        assertEquals("pct_secret", text(), "only the secret, for scripts");
        assertTrue(said().contains("works until 2026-04-01"), said());
        assertEquals(0, run("token", "list", "--owner", "alice"), said());
        assertTrue(text().contains("grafana") && !text().contains("pct_secret"), text());
        assertEquals(0, run("token", "revoke", "Ab3"), said());
        assertEquals("Token Ab3 'grafana' of alice is revoked", text());
    }

    @Test
    void printsALinkThatLogsIn() throws IOException {
        server.on("POST /session/codes", Map.of("code", "c0de", "path", "/#/login?code=c0de"));
        assertEquals(0, run("login"), said());
        assertTrue(text().matches("http://127\\.0\\.0\\.1:\\d+/#/login\\?code=c0de"), text());
        server.close();
        assertEquals(1, run("login"));
        assertTrue(said().contains("no Polycritic process serves"), said());
        assertFalse(Files.exists(data.resolve("logs/polycritic.log"))
                && Files.readString(data.resolve("logs/polycritic.log")).contains("c0de"));
    }
}
