package io.polycritic.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.BackupManifest;
import io.polycritic.api.control.BackupSource;
import io.polycritic.api.control.BackupView;
import io.polycritic.api.control.ProblemException;
import io.polycritic.store.Journal;
import io.polycritic.store.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    @TempDir
    Path data;

    private void file(String name, String content) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void folder() throws IOException {
        file("runs/a/spec.json", "{}");
        file("runs/a/summary.json", "{\"state\":\"RUNNING\"}");
        file("runs/a/journal", "one\ntwo\nthr");
        file("runs/a/metrics.jsonl", "{\"update\":1}\n");
        file("runs/a/snapshots/000000000005.snapshot", "five");
        file("runs/a/snapshots/000000000009.snapshot", "nine");
        file("runs/a/snapshots/000000000010.snapshot.tmp", "te");
        file("runs/a/frozen/b.snapshot", "other");
        file("studies/s/report.json", "report");
        file("token", "secret");
        file("server.json", "{}");
        file("logs/polycritic.log", "log");
        file("felix-cache/x", "x");
        file("process.lock", "");
        file("database/polycritic.mv.db", "torn");
    }

    private TreeMap<String, String> entries(BackupView backup) throws Exception {
        TreeMap<String, String> found = new TreeMap<>();
        try (ZipFile zip = new ZipFile(backup.path())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                found.put(entry.getName(), text);
            }
        }
        return found;
    }

    @Test
    void copiesWhatIsStateAndNothingElse() throws Exception {
        folder();
        Backups backups = new Backups(data, 5);
        backups.bindSource(new BackupSource() {
            @Override
            public Set<String> owns() {
                return Set.of("database");
            }

            @Override
            public void write(Target target) throws IOException {
                target.add("database/dump.sql", new ByteArrayInputStream("whole".getBytes(StandardCharsets.UTF_8)));
            }
        });
        BackupView made = backups.create();
        TreeMap<String, String> entries = entries(made);
        BackupManifest manifest = Json.mapper().readValue(entries.remove("manifest.json"), BackupManifest.class);
        assertEquals(
                List.of(
                        "database/dump.sql",
                        "runs/a/frozen/b.snapshot",
                        "runs/a/journal",
                        "runs/a/metrics.jsonl",
                        "runs/a/snapshots/000000000005.snapshot",
                        "runs/a/snapshots/000000000009.snapshot",
                        "runs/a/spec.json",
                        "runs/a/summary.json",
                        "studies/s/report.json",
                        "token"),
                List.copyOf(entries.keySet()));
        assertEquals("one\ntwo\n", entries.get("runs/a/journal"));
        assertEquals("whole", entries.get("database/dump.sql"));
        assertEquals(entries.size(), manifest.files().size());
        for (BackupManifest.Item item : manifest.files()) {
            byte[] content = entries.get(item.path()).getBytes(StandardCharsets.UTF_8);
            assertEquals(content.length, item.bytes());
            assertArrayEquals(
                    MessageDigest.getInstance("SHA-256").digest(content),
                    HexFormat.of().parseHex(item.sha256()));
        }
    }

    /** Snapshots tell how much of the rest is theirs, so they come first; what the journal refers to comes after it. */
    @Test
    void theOrderIsTheOneThatIsConsistent() throws Exception {
        folder();
        BackupManifest manifest = Json.mapper()
                .readValue(entries(new Backups(data, 5).create()).get("manifest.json"), BackupManifest.class);
        List<String> order =
                manifest.files().stream().map(BackupManifest.Item::path).toList();
        int journal = order.indexOf("runs/a/journal");
        assertTrue(order.indexOf("runs/a/snapshots/000000000009.snapshot")
                < order.indexOf("runs/a/snapshots/000000000005.snapshot"));
        assertTrue(order.indexOf("runs/a/snapshots/000000000005.snapshot") < journal);
        assertTrue(journal < order.indexOf("runs/a/frozen/b.snapshot"));
    }

    /** The journal's own format is looked at: whoever changes it is told here. */
    @Test
    void aRollbackMeanwhileIsSeen() throws Exception {
        Path file = data.resolve("runs/a/journal");
        Files.createDirectories(file.getParent());
        try (Journal journal = Journal.open(file)) {
            journal.append(1, "rollback", Map.of("record", Map.of("id", 1)));
            byte[] first = Files.readAllBytes(file);
            journal.append(2, "swap", Map.of("type", "rolled back?"));
            byte[] second = Files.readAllBytes(file);
            journal.append(3, "rollback", Map.of("record", Map.of("id", 2)));
            byte[] third = Files.readAllBytes(file);
            assertTrue(RunCopy.isRolledBack(new byte[0], first));
            assertFalse(RunCopy.isRolledBack(first, second));
            assertTrue(RunCopy.isRolledBack(second, third));
            assertTrue(RunCopy.isRolledBack(first, third));
        }
    }

    @Test
    void onlySoManyAreKept() throws Exception {
        folder();
        Backups backups = new Backups(data, 2);
        String first = backups.create().name();
        String second = backups.create().name();
        String third = backups.create().name();
        List<String> names = backups.backups().stream().map(BackupView::name).toList();
        assertEquals(2, names.size());
        assertFalse(names.contains(first));
        assertEquals(second, backups.delete(second).name());
        assertEquals(
                List.of(third), backups.backups().stream().map(BackupView::name).toList());
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("backups"))));
        for (String wrong : List.of(second, "../token", "")) {
            ProblemException refused = assertThrows(ProblemException.class, () -> backups.delete(wrong));
            assertEquals("NOT_FOUND", refused.problem().code());
        }
        assertTrue(Files.exists(data.resolve("token")));
    }

    @Test
    void aSourceThatFailsLeavesNothingBehind() throws Exception {
        folder();
        Backups backups = new Backups(data, 2);
        backups.bindSource(new BackupSource() {
            @Override
            public Set<String> owns() {
                return Set.of();
            }

            @Override
            public void write(Target target) throws IOException {
                throw new IOException("the database is away");
            }
        });
        ProblemException failed = assertThrows(ProblemException.class, backups::create);
        assertTrue(
                failed.problem().message().contains("the database is away"),
                failed.problem().message());
        try (var left = Files.list(data.resolve("backups"))) {
            assertEquals(List.of(), left.toList());
        }
    }
}
