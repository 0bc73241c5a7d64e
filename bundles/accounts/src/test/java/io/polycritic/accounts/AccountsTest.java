package io.polycritic.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.AuditEntry;
import io.polycritic.api.control.NewSession;
import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.TokenRequest;
import io.polycritic.api.control.UserChange;
import io.polycritic.api.control.UserRequest;
import io.polycritic.api.control.Visitor;
import io.polycritic.database.Database;
import io.polycritic.database.JdbcDatabase;
import io.polycritic.database.Sql;
import io.polycritic.database.testkit.Drivers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, sessions, tokens and audit log on the databases that people have. */
class AccountsTest {
    private static final String PASSWORD = "a long secret word";
    private static final String HERE = "127.0.0.1";
    private static final Limits LIMITS =
            new Limits(Duration.ofHours(2), Duration.ofHours(10), Duration.ofDays(30), 300);

    private static final Databases DATABASES = new Databases();

    @TempDir
    Path data;

    private final Moving clock = new Moving();
    private JdbcDatabase database;
    private Accounts accounts;
    private Visitor local;

    private void open(String kind) throws Exception {
        database = DATABASES.open(kind, data);
        accounts = new Accounts(data, database, LIMITS, clock);
        local = accounts.bearer(fileToken()).orElseThrow();
    }

    private String fileToken() throws Exception {
        return Files.readString(data.resolve(FileToken.FILE)).strip();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        DATABASES.close();
    }

    private static void refused(String code, String path, Executable action) {
        ProblemException thrown = assertThrows(ProblemException.class, action);
        assertEquals(
                code + " " + path,
                thrown.problem().code() + " " + thrown.problem().path(),
                thrown.getMessage());
    }

    private Visitor logIn(String name) {
        NewSession session = accounts.logIn(name, PASSWORD, HERE);
        assertEquals(session.visitor(), accounts.session(session.secret()).orElseThrow());
        return session.visitor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void usersLogInAndOut(String kind) throws Exception {
        open(kind);
        assertEquals(List.of(), accounts.users());
        assertEquals(
                "2026-03-01T10:00:00Z",
                accounts.add(user("alice", Role.OPERATOR)).created());
        accounts.add(user("bob", Role.VIEWER));
        refused("CONFLICT", "name", () -> accounts.add(user("alice", Role.ADMIN)));
        clock.advance(Duration.ofMinutes(5));
        NewSession session = accounts.logIn("alice", PASSWORD, HERE);
        assertEquals(new Visitor("alice", Role.OPERATOR, "", "", true), session.visitor());
        assertEquals(Duration.ofHours(10).toSeconds(), session.seconds());
        assertEquals("2026-03-01T10:05:00Z", accounts.users().get(0).lastLogin());
        accounts.logOut(session.secret());
        assertTrue(accounts.session(session.secret()).isEmpty());
        refused("UNAUTHENTICATED", "", () -> accounts.logIn("alice", "a long secret wordx", HERE));
        refused("UNAUTHENTICATED", "", () -> accounts.logIn("nobody", PASSWORD, HERE));
        refused("UNAUTHENTICATED", "", () -> accounts.logIn("'; drop table users; --", PASSWORD, HERE));
        refused("UNAUTHENTICATED", "", () -> accounts.logIn("alice", "x".repeat(1_000_000), HERE));
        assertEquals(2, accounts.users().size());
    }

    private static UserRequest user(String name, Role role) {
        return new UserRequest(name, role, PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void sessionsEndByTimePasswordAndDisabling(String kind) throws Exception {
        open(kind);
        accounts.add(user("alice", Role.OPERATOR));
        String idle = accounts.logIn("alice", PASSWORD, HERE).secret();
        String busy = accounts.logIn("alice", PASSWORD, HERE).secret();
        for (int half = 0; half < 9; half++) {
            clock.advance(Duration.ofMinutes(61));
            assertTrue(accounts.session(busy).isPresent(), "after " + half);
        }
        assertTrue(accounts.session(idle).isEmpty());
        clock.advance(Duration.ofMinutes(61));
        assertTrue(accounts.session(busy).isEmpty(), "ten hours are over");
        String third = accounts.logIn("alice", PASSWORD, HERE).secret();
        accounts.change(local, "alice", new UserChange(Role.VIEWER, null, null, null));
        assertEquals(Role.VIEWER, accounts.session(third).orElseThrow().role());
        accounts.change(local, "alice", new UserChange(null, null, "another long secret", null));
        assertTrue(accounts.session(third).isEmpty());
        String fourth = accounts.logIn("alice", "another long secret", HERE).secret();
        accounts.change(local, "alice", new UserChange(null, false, null, null));
        assertTrue(accounts.session(fourth).isEmpty());
        refused("UNAUTHENTICATED", "", () -> accounts.logIn("alice", "another long secret", HERE));
        accounts.change(local, "alice", new UserChange(null, true, null, null));
        assertTrue(accounts.session(fourth).isEmpty(), "a session does not come back");
        assertEquals(
                "alice",
                accounts.logIn("alice", "another long secret", HERE).visitor().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void tokensDoNoMoreThanTheirOwnerMay(String kind) throws Exception {
        open(kind);
        accounts.add(user("alice", Role.OPERATOR));
        Visitor alice = logIn("alice");
        refused("USER", "role", () -> accounts.add(alice, new TokenRequest("ci", Role.ADMIN, null, null)));
        refused("USER", "days", () -> accounts.add(alice, new TokenRequest("ci", null, 367, null)));
        refused("USER", "name", () -> accounts.add(alice, new TokenRequest(" ", null, null, null)));
        refused("FORBIDDEN", "", () -> accounts.add(alice, new TokenRequest("ci", null, null, "bob")));
        refused("FORBIDDEN", "", () -> accounts.add(alice, new TokenRequest("ci", null, null, Visitor.LOCAL)));
        refused("NOT_FOUND", "users/bob", () -> accounts.add(local, new TokenRequest("ci", null, null, "bob")));
        refused("USER", "role", () -> accounts.add(local, new TokenRequest("ci", Role.ADMIN, null, "alice")));
        NewToken token = accounts.add(alice, new TokenRequest("ci", Role.OPERATOR, 10, null));
        assertTrue(token.secret().matches("pct_[A-Za-z0-9_-]{43}"));
        assertFalse(token.toString().contains(token.secret()));
        Visitor with = accounts.bearer(token.secret()).orElseThrow();
        assertEquals("alice with token ci", with.title());
        assertEquals(Role.OPERATOR, with.role());
        NewToken longer = accounts.add(with, new TokenRequest("longer", Role.OPERATOR, 300, null));
        assertEquals(token.token().expires(), longer.token().expires(), "a token cannot outlive itself");
        refused(
                "FORBIDDEN",
                "",
                () -> accounts.change(with, "alice", new UserChange(null, null, "x long new secret", PASSWORD)));
        accounts.change(local, "alice", new UserChange(Role.VIEWER, null, null, null));
        assertEquals(Role.VIEWER, accounts.bearer(token.secret()).orElseThrow().role());
        accounts.change(local, "alice", new UserChange(null, false, null, null));
        assertTrue(accounts.bearer(token.secret()).isEmpty());
        accounts.change(local, "alice", new UserChange(null, true, null, null));
        clock.advance(Duration.ofDays(10).minusSeconds(1));
        assertTrue(accounts.bearer(token.secret()).isPresent());
        clock.advance(Duration.ofSeconds(1));
        assertTrue(accounts.bearer(token.secret()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void tokensAreLimitedToRunsOrMetrics(String kind) throws Exception {
        open(kind);
        accounts.add(user("alice", Role.OPERATOR));
        TokenRequest limited = new TokenRequest("ci", Role.OPERATOR, null, "alice", List.of("slim-*", "ppo.1"), null);
        NewToken narrow = accounts.add(local, limited);
        assertEquals(List.of("slim-*", "ppo.1"), narrow.token().runs());
        Visitor ci = accounts.bearer(narrow.secret()).orElseThrow();
        assertTrue(ci.hasLimits() && ci.reaches("slim-1") && ci.reaches("ppo.1") && !ci.reaches("ppo.12"));
        assertEquals(
                ci.runs(), accounts.logIn(narrow.secret(), "here").visitor().runs());
        String session = accounts.logIn(narrow.secret(), "here").secret();
        assertEquals(ci.runs(), accounts.session(session).orElseThrow().runs(), "a session is limited as its token is");
        refused("FORBIDDEN", "", () -> accounts.add(ci, new TokenRequest("wider", null, null, null)));
        refused("USER", "runs", () -> accounts.add(local, new TokenRequest("x", null, 1, null, List.of("*"), null)));
        refused("USER", "role", () -> accounts.add(local, new TokenRequest("x", Role.ADMIN, 1, null, null, true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void revokingATokenEndsItsSessions(String kind) throws Exception {
        open(kind);
        accounts.add(user("alice", Role.ADMIN));
        accounts.add(user("bob", Role.VIEWER));
        NewToken own = accounts.add(local, new TokenRequest("grafana", null, null, null));
        assertEquals("local", own.token().owner());
        assertEquals(Role.VIEWER, own.token().role());
        NewSession session = accounts.logIn(own.secret(), HERE);
        Visitor visitor = accounts.session(session.secret()).orElseThrow();
        assertEquals(new Visitor("local", Role.VIEWER, "grafana", own.token().id(), true), visitor);
        refused("FORBIDDEN", "", () -> accounts.logInCode(visitor));
        refused(
                "FORBIDDEN",
                "",
                () -> accounts.change(visitor, "alice", new UserChange(null, null, "x long new secret", null)));
        NewToken alices = accounts.add(local, new TokenRequest("hers", null, null, "alice"));
        refused(
                "NOT_FOUND",
                "tokens/" + alices.token().id(),
                () -> accounts.revoke(logIn("bob"), alices.token().id()));
        assertEquals(List.of("hers"), names("alice"));
        assertEquals(List.of("grafana"), names("local"));
        assertEquals(2, accounts.tokens(null).size());
        accounts.revoke(logIn("alice"), own.token().id());
        assertTrue(accounts.session(session.secret()).isEmpty());
        assertTrue(accounts.bearer(own.secret()).isEmpty());
        refused("UNAUTHENTICATED", "", () -> accounts.logIn(own.secret(), HERE));
    }

    private List<String> names(String owner) {
        return accounts.tokens(owner).stream().map(token -> token.name()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theFileTokenAndItsCodesMakeAnAdmin(String kind) throws Exception {
        open(kind);
        assertEquals(new Visitor("local", Role.ADMIN, "", "", false), local);
        String code = accounts.logInCode(local);
        NewSession session = accounts.logIn(code, HERE);
        assertEquals(Role.ADMIN, session.visitor().role());
        refused("UNAUTHENTICATED", "", () -> accounts.logIn(code, HERE));
        refused("FORBIDDEN", "", () -> accounts.logInCode(session.visitor()));
        String late = accounts.logInCode(local);
        clock.advance(LogInCodes.LIFE);
        refused("UNAUTHENTICATED", "", () -> accounts.logIn(late, HERE));
        assertEquals("local", accounts.logIn(fileToken(), HERE).visitor().name());
        Files.delete(data.resolve(FileToken.FILE));
        Accounts restarted = new Accounts(data, database, LIMITS, clock);
        assertTrue(restarted.session(session.secret()).isEmpty(), "the old file token's sessions end with it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void keepsNoSecretAtRest(String kind) throws Exception {
        open(kind);
        accounts.add(user("alice", Role.OPERATOR));
        String session = accounts.logIn("alice", PASSWORD, HERE).secret();
        String token =
                accounts.add(local, new TokenRequest("t", null, null, null)).secret();
        String everything = database.transact(connection -> {
            StringBuilder text = new StringBuilder();
            for (String table : List.of("users", "tokens", "sessions", "audit")) {
                int columns = Sql.first(connection, row -> row.getMetaData().getColumnCount(), "select * from " + table)
                        .orElse(0);
                text.append(Sql.list(
                        connection,
                        row -> {
                            StringBuilder line = new StringBuilder();
                            for (int i = 1; i <= columns; i++) {
                                line.append(row.getString(i)).append('|');
                            }
                            return line.toString();
                        },
                        "select * from " + table));
            }
            return text.toString();
        });
        assertTrue(everything.contains("$argon2id$") && everything.contains("alice"), everything);
        for (String secret : List.of(PASSWORD, session, token, token.substring(4), fileToken())) {
            assertFalse(everything.contains(secret), "a secret is in the database");
        }
    }

    @Test
    void guessingIsSlow() throws Exception {
        open("h2");
        accounts.add(user("alice", Role.OPERATOR));
        for (int i = 0; i < 10; i++) {
            refused("UNAUTHENTICATED", "", () -> accounts.logIn("nobody", "wrong", "10.0.0.1"));
        }
        refused("RATE_LIMITED", "", () -> accounts.logIn("alice", PASSWORD, "10.0.0.1"));
        refused("RATE_LIMITED", "", () -> accounts.logIn(fileToken(), "10.0.0.1"));
        assertEquals(
                "alice", accounts.logIn("alice", PASSWORD, "10.0.0.2").visitor().name());
        clock.advance(Duration.ofSeconds(30));
        assertEquals(
                "alice", accounts.logIn("alice", PASSWORD, "10.0.0.1").visitor().name());
        for (int i = 0; i < 10; i++) {
            int host = i;
            refused("UNAUTHENTICATED", "", () -> accounts.logIn("no", "wrong", "2001:db8:1:2:" + host + "::1"));
        }
        refused("RATE_LIMITED", "", () -> accounts.logIn("alice", PASSWORD, "2001:db8:1:2:ffff::1"));
    }

    @Test
    void usersChangeTheirOwnPasswordAlone() throws Exception {
        open("h2");
        accounts.add(user("alice", Role.ADMIN));
        accounts.add(user("bob", Role.OPERATOR));
        Visitor bob = logIn("bob");
        Visitor alice = logIn("alice");
        String next = "the next long secret";
        refused("FORBIDDEN", "", () -> accounts.change(bob, "alice", new UserChange(null, null, next, PASSWORD)));
        refused("FORBIDDEN", "", () -> accounts.change(bob, "nobody", new UserChange(null, null, next, PASSWORD)));
        refused("CONFLICT", "role", () -> accounts.change(bob, "bob", new UserChange(Role.ADMIN, null, null, null)));
        refused("CONFLICT", "enabled", () -> accounts.change(alice, "alice", new UserChange(null, false, null, null)));
        refused("USER", "currentPassword", () -> accounts.change(bob, "bob", new UserChange(null, null, next, null)));
        refused("USER", "password", () -> accounts.change(bob, "bob", new UserChange(null, null, "short", PASSWORD)));
        accounts.change(bob, "bob", new UserChange(null, null, next, PASSWORD));
        assertEquals("bob", accounts.logIn("bob", next, HERE).visitor().name());
        refused(
                "NOT_FOUND",
                "users/nobody",
                () -> accounts.change(alice, "nobody", new UserChange(null, true, null, null)));
        for (String name : List.of("Alice", "local", "", "a b", "1a", "a".repeat(33))) {
            refused("USER", "name", () -> accounts.add(user(name, Role.VIEWER)));
        }
    }

    @Test
    void withoutADatabaseTheFileTokenStillWorks() throws Exception {
        JdbcDatabase away = JdbcDatabase.of(Drivers.postgres(), "jdbc:postgresql://127.0.0.1:1/none", "u", "p");
        Accounts alone = new Accounts(data, (Database) away, LIMITS, clock);
        assertEquals(Role.ADMIN, alone.bearer(fileToken()).orElseThrow().role());
        assertTrue(alone.bearer("nonsense").isEmpty());
        refused("RESOURCE", "database.url", () -> alone.bearer("pct_nonsense"));
        refused("RESOURCE", "database.url", () -> alone.session("nonsense"));
        refused("RESOURCE", "database.url", alone::requireDatabase);
        assertEquals("", alone.database());
        alone.record(new AuditEntry(0, null, "local", HERE, "POST /runs", "/runs", 201, ""));
        away.close();
    }
}
