package io.polycritic.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.database.first.Anchor;
import io.polycritic.database.testkit.Drivers;
import io.polycritic.database.testkit.PostgresServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions and migrations on both databases. */
class JdbcDatabaseTest {
    private static PostgresServer server;

    @TempDir
    Path folder;

    private final List<JdbcDatabase> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(JdbcDatabase::close);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** A database that is empty at the first call of a test, and the same one at the next. */
    private String address(String kind) throws Exception {
        if (kind.equals("h2")) {
            return "jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0";
        }
        if (server == null) {
            server = PostgresServer.start();
        }
        return server.freshDatabase();
    }

    private JdbcDatabase open(String url) {
        boolean h2 = url.startsWith("jdbc:h2:");
        JdbcDatabase database = JdbcDatabase.of(
                h2 ? Drivers.h2() : Drivers.postgres(),
                url,
                h2 ? "sa" : PostgresServer.USER,
                h2 ? "" : PostgresServer.PASSWORD);
        open.add(database);
        return database;
    }

    private static String query(Database database, String sql) {
        return database.transact(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                StringBuilder text = new StringBuilder();
                while (rows.next()) {
                    text.append(rows.getString(1)).append('|');
                }
                return text.toString();
            }
        });
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String refusal(Runnable action) {
        ProblemException thrown = assertThrows(ProblemException.class, action::run);
        return thrown.problem().code() + " " + thrown.problem().message();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void movesForwardOnceAndKeepsWhatIsThere(String kind) throws Exception {
        String url = address(kind);
        JdbcDatabase first = open(url);
        first.migrate("things", Anchor.class);
        first.migrate("things", Anchor.class);
        assertEquals("one|", query(first, "select name from things"));
        first.close();
        JdbcDatabase second = open(url);
        second.migrate("things", io.polycritic.database.second.Anchor.class);
        assertEquals("red; or so|", query(second, "select colour from things"));
        assertEquals("2|2|", query(second, "select done from schema_history order by version"));
        String older = refusal(() -> second.migrate("things", Anchor.class));
        assertEquals(
                "CONFLICT has version 2 of the tables of things, this Polycritic knows 1; start the newer one, or put back"
                        + " a copy from before the update",
                older);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void goesOnAfterAScriptThatFailedAndRefusesAnAlteredOne(String kind) throws Exception {
        JdbcDatabase database = open(address(kind));
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> database.migrate("things", io.polycritic.database.broken.Anchor.class));
        assertTrue(thrown.getMessage().toLowerCase(java.util.Locale.ROOT).contains("nothing"), thrown.getMessage());
        if (kind.equals("h2")) {
            // what H2 has committed stays, and is known
            assertEquals("2|1|", query(database, "select done from schema_history order by version"));
            String altered = refusal(() -> database.migrate("things", io.polycritic.database.second.Anchor.class));
            assertTrue(altered.contains("was made by another script"), altered);
        } else {
            database.migrate("things", io.polycritic.database.second.Anchor.class);
            assertEquals("red; or so|", query(database, "select colour from things"));
            database.transact(
                    connection -> update(connection, "update schema_history set checksum = 'other' where version = 2"));
            String altered = refusal(() -> database.migrate("things", io.polycritic.database.second.Anchor.class));
            assertTrue(altered.contains("was made by another script"), altered);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void undoesAllOfAFailedTransaction(String kind) throws Exception {
        JdbcDatabase database = open(address(kind));
        database.migrate("things", Anchor.class);
        String twice = refusal(
                () -> database.transact(connection -> update(connection, "insert into things (name) values ('two')")
                        + update(connection, "insert into things (name) values ('one')")));
        assertTrue(twice.startsWith("CONFLICT"), twice);
        assertThrows(
                IllegalArgumentException.class,
                () -> database.transact(connection -> {
                    update(connection, "insert into things (name) values ('three')");
                    throw new IllegalArgumentException();
                }));
        assertEquals("one|", query(database, "select name from things"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void manyThreadsShareFewConnections(String kind) throws Exception {
        JdbcDatabase database = open(address(kind));
        database.migrate("things", Anchor.class);
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(24);
        List<Future<Integer>> results = threads.invokeAll(
                java.util.Collections.nCopies(200, (Callable<Integer>) () -> database.transact(connection ->
                        update(connection, "insert into things (name) values ('n" + next.incrementAndGet() + "')"))));
        threads.shutdown();
        for (Future<Integer> result : results) {
            assertEquals(1, result.get());
        }
        assertEquals("201|", query(database, "select count(*) from things"));
    }

    @Test
    void severalProcessesMoveOneServerForwardOnce() throws Exception {
        String url = address("postgresql");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Void>> results = threads.invokeAll(java.util.Collections.nCopies(4, (Callable<Void>) () -> {
            JdbcDatabase own = JdbcDatabase.of(Drivers.postgres(), url, PostgresServer.USER, PostgresServer.PASSWORD);
            own.migrate("things", io.polycritic.database.second.Anchor.class);
            own.close();
            return null;
        }));
        threads.shutdown();
        for (Future<Void> result : results) {
            result.get();
        }
        assertEquals("one|", query(open(url), "select name from things"));
    }

    @Test
    void goesOnWhenTheServerComesBack() throws Exception {
        JdbcDatabase database = open(address("postgresql"));
        database.migrate("things", Anchor.class);
        server.restart();
        // a connection that was used a moment ago is not probed: at most this one call fails
        try {
            query(database, "select name from things");
        } catch (ProblemException e) {
            assertEquals("RESOURCE", e.problem().code());
        }
        assertEquals("one|", query(database, "select name from things"));
    }

    private static Problem problem(String url, String user, String password) {
        try (JdbcDatabase database = JdbcDatabase.of(Drivers.postgres(), url, user, password)) {
            return assertThrows(ProblemException.class, () -> query(database, "select 1"))
                    .problem();
        }
    }

    @Test
    void namesTheSettingThatIsWrong() throws Exception {
        String url = address("postgresql");
        Problem none = problem(url, PostgresServer.USER, null);
        assertEquals("database.password", none.path());
        assertTrue(none.message().contains("database.password.file"), none.message());
        assertEquals(
                "database.password", problem(url, PostgresServer.USER, "wrong").path());
        assertEquals(
                "database.url",
                problem(url + "?password=wrong", PostgresServer.USER, null).path());
        String gone = url.substring(0, url.lastIndexOf('/')) + "/gone";
        Problem missing = problem(gone, PostgresServer.USER, PostgresServer.PASSWORD);
        assertEquals("database.url", missing.path());
        assertTrue(missing.message().contains("\"gone\" does not exist"), missing.message());
    }

    /** A server that takes connections and says nothing, as behind a network that drops what comes after. */
    @Test
    void aSilentServerHoldsNobodyForLong() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/x?socketTimeout=1";
            try (JdbcDatabase database = JdbcDatabase.of(Drivers.postgres(), url, "u", "p")) {
                assertTrue(refusal(() -> query(database, "select 1")).startsWith("RESOURCE"));
            }
        }
    }

    @Test
    void saysThatTheServerIsAwayWithoutThePassword() {
        JdbcDatabase database = JdbcDatabase.of(
                Drivers.postgres(), "jdbc:postgresql://127.0.0.1:1/none?password=hidden", "u", "secret");
        String away = refusal(() -> query(database, "select 1"));
        assertTrue(away.startsWith("RESOURCE the database jdbc:postgresql://127.0.0.1:1/none cannot be used"), away);
        assertFalse(away.contains("secret") || away.contains("hidden"), away);
    }

    @Test
    void copiesAnEmbeddedDatabaseInUse() throws Exception {
        JdbcDatabase database = open(address("h2"));
        database.migrate("things", Anchor.class);
        Path archive = folder.resolve("copy.zip");
        assertTrue(database.backUp(archive));
        assertTrue(Files.size(archive) > 0);
        assertTrue(refusal(() -> database.backUp(archive)).startsWith("CONFLICT"));
        assertEquals("one|", query(database, "select name from things"));
    }
}
