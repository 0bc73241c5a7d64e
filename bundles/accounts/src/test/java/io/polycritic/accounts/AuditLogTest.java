package io.polycritic.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.AuditEntry;
import io.polycritic.api.control.AuditQuery;
import io.polycritic.api.control.ProblemException;
import io.polycritic.database.JdbcDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofHours(2), Duration.ofHours(10), Duration.ofDays(30), 300);
    private static final Databases DATABASES = new Databases();

    @TempDir
    Path data;

    private final Moving clock = new Moving();
    private JdbcDatabase database;
    private AuditLog log;

    private void open(String kind) throws Exception {
        database = DATABASES.open(kind, data);
        log = new AuditLog(new Tables(database), clock, LIMITS);
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

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theAuditLogIsFoundAgainAndBounded(String kind) throws Exception {
        open(kind);
        log.add(entry("alice", "POST /runs/{run}/swaps", 201, ""));
        log.add(entry("bob", "POST /bundles", 403, "needs ADMIN\nforged line \0 \uD800"));
        log.add(entry("mallory", "POST /session", 401, "x".repeat(5000)));
        AuditQuery all = new AuditQuery(null, null, null, null, null, null, 10);
        List<AuditEntry> entries = log.find(all);
        assertEquals(
                List.of("mallory", "bob", "alice"),
                entries.stream().map(AuditEntry::actor).toList());
        assertEquals("needs ADMIN forged line   ?", entries.get(1).detail());
        assertEquals(500, entries.get(0).detail().length());
        assertEquals(
                "alice",
                only(new AuditQuery("LIC", null, null, null, null, null, 10)).actor());
        assertEquals(
                "alice",
                only(new AuditQuery(null, "{run}", false, null, null, null, 10)).actor());
        assertEquals(List.of(), log.find(new AuditQuery("a_i", "%", null, null, null, null, 10)));
        assertEquals(
                "bob",
                only(new AuditQuery(null, null, true, null, null, entries.get(0).id(), 1))
                        .actor());
        clock.advance(Duration.ofDays(1));
        log.add(entry("carol", "POST /check", 200, ""));
        assertEquals(
                "carol",
                only(new AuditQuery(null, null, null, "2026-03-02T00:00:00Z", null, null, 10))
                        .actor());
        assertEquals(
                3,
                log.find(new AuditQuery(null, null, null, null, "2026-03-02T00:00:00Z", null, 10))
                        .size());
        ProblemException thrown = assertThrows(
                ProblemException.class, () -> log.find(new AuditQuery(null, null, null, "yesterday", null, null, 10)));
        assertEquals("from", thrown.problem().path());
        for (int i = 0; i < 800; i++) {
            log.add(entry("dave", "POST /check", 200, ""));
        }
        int kept = log.find(new AuditQuery(null, null, null, null, null, null, 1000))
                .size();
        assertTrue(kept >= 300 && kept <= 500, "kept " + kept);
    }

    @Test
    void strangersDoNotFillTheAuditLog() throws Exception {
        open("h2");
        for (int i = 0; i < 100; i++) {
            log.add(entry("", "POST /runs", 401, ""));
        }
        log.add(entry("alice", "POST /runs", 201, "made"));
        List<AuditEntry> entries = log.find(new AuditQuery(null, null, null, null, null, null, 1000));
        assertEquals(21, entries.size());
        assertEquals(
                "made (80 more requests of strangers were refused before)",
                entries.get(0).detail());
    }

    private AuditEntry only(AuditQuery query) {
        List<AuditEntry> found = log.find(query);
        assertEquals(1, found.size(), found.toString());
        return found.get(0);
    }

    private static AuditEntry entry(String actor, String action, int status, String detail) {
        return new AuditEntry(0, null, actor, "127.0.0.1", action, "/somewhere", status, detail);
    }
}
