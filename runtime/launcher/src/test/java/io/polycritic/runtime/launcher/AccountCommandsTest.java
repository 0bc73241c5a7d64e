package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.TokenView;
import io.polycritic.api.control.UserView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

    @RegisterExtension
    final Shell shell = new Shell();

    private FakeServer server;

    @BeforeEach
    void serve() throws IOException {
        server = shell.serve();
    }

    @Test
    void addsAUserWhosePasswordIsOnNoCommandLine() throws IOException {
        server.on("POST /users", ALICE);
        shell.type("a long secret word\n");
        assertEquals(0, shell.run("user", "add", "alice", "--role", "operator"), shell.complaint());
        assertEquals("alice is operator", shell.text());
        Path file = Files.writeString(shell.folder().resolve("password"), "another secret word\n");
        assertEquals(
                0,
                shell.run("user", "add", "alice", "--role", "admin", "--password-file", file.toString()),
                shell.complaint());
        assertEquals(
                List.of(
                        "POST /users {\"name\":\"alice\",\"role\":\"OPERATOR\",\"password\":\"a long secret word\"}",
                        "POST /users {\"name\":\"alice\",\"role\":\"ADMIN\",\"password\":\"another secret word\"}"),
                server.changes());
        shell.type("");
        assertEquals(2, shell.run("user", "add", "bob", "--role", "viewer"));
        assertTrue(shell.complaint().contains("password: is missing on standard input"), shell.complaint());
        assertEquals(2, shell.run("user", "add", "bob", "--role", "boss"));
    }

    @Test
    void listsAndChangesUsers() throws IOException {
        server.on("GET /users", List.of(ALICE)).on("PATCH /users/alice", ALICE);
        assertEquals(0, shell.run("user", "list"), shell.complaint());
        assertTrue(
                shell.text().lines().anyMatch(line -> line.matches("alice +operator +enabled +2026-\\S+ +never")),
                shell.text());
        assertEquals(0, shell.run("user", "role", "alice", "viewer"), shell.complaint());
        assertEquals(0, shell.run("user", "disable", "alice"), shell.complaint());
        shell.type("x long secret word\n");
        assertEquals(0, shell.run("user", "password", "alice"), shell.complaint());
        List<String> changes = server.changes();
        assertTrue(changes.get(0).contains("\"role\":\"VIEWER\""), changes.toString());
        assertTrue(changes.get(1).contains("\"enabled\":false"), changes.toString());
        assertTrue(changes.get(2).contains("\"password\":\"x long secret word\""), changes.toString());
        assertEquals(2, shell.run("user", "disable", "nobody"));
    }

    @Test
    void createsListsAndRevokesTokens() throws IOException {
        server.on("POST /tokens", new NewToken("pct_secret", TOKEN))
                .on("GET /tokens?owner=alice", List.of(TOKEN))
                .on("DELETE /tokens/Ab3", TOKEN);
        assertEquals(0, shell.run("token", "create", "grafana", "--owner", "alice", "--days", "90"), shell.complaint());
        assertEquals("pct_secret", shell.text(), "only the secret, for scripts");
        assertTrue(shell.complaint().contains("works until 2026-04-01"), shell.complaint());
        assertEquals(0, shell.run("token", "list", "--owner", "alice"), shell.complaint());
        assertTrue(shell.text().contains("grafana") && !shell.text().contains("pct_secret"), shell.text());
        assertEquals(0, shell.run("token", "revoke", "Ab3"), shell.complaint());
        assertEquals("Token Ab3 'grafana' of alice is revoked", shell.text());
    }

    @Test
    void printsALinkThatLogsIn() throws IOException {
        server.on("POST /session/codes", Map.of("code", "c0de", "path", "/#/login?code=c0de"));
        assertEquals(0, shell.run("login"), shell.complaint());
        assertTrue(shell.text().matches("http://127\\.0\\.0\\.1:\\d+/#/login\\?code=c0de"), shell.text());
        server.close();
        assertEquals(1, shell.run("login"));
        assertTrue(shell.complaint().contains("no Polycritic process serves"), shell.complaint());
        assertFalse(Files.exists(shell.data().resolve("logs/polycritic.log"))
                && Files.readString(shell.data().resolve("logs/polycritic.log")).contains("c0de"));
    }
}
