package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.BackupManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
    @TempDir
    Path folder;

    private final Map<String, String> files = new LinkedHashMap<>(Map.of("runs/a/journal", "lines\n", "token", "t"));
    private final List<BackupManifest.Item> items = new ArrayList<>();

    private Path archive() throws Exception {
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            items.add(new BackupManifest.Item(file.getKey(), content.length, hash));
        }
        return written(new BackupManifest(BackupManifest.FORMAT, "now", items));
    }

    private Path written(BackupManifest manifest) throws IOException {
        Path path = folder.resolve("backup.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
            zip.write(Json.MAPPER.writeValueAsBytes(manifest));
        }
        return path;
    }

    private void refused(Path archive, String why) throws IOException {
        Path data = folder.resolve("refused");
        Failure failure = assertThrows(Failure.class, () -> new Restore(archive, data).carryOut());
        assertEquals(Failure.WRONG_USE, failure.exitCode());
        assertTrue(failure.line().contains(why), failure.line());
        if (Files.exists(data)) {
            try (var left = Files.list(data)) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @Test
    void everythingIsWhereItBelongs() throws Exception {
        Path data = folder.resolve("data");
        // As a volume looks that was just made, and a restore that was killed.
        Files.createDirectories(data.resolve("lost+found"));
        Files.createDirectories(data.resolve(".restoring/half"));
        new Restore(archive(), data).carryOut();
        assertEquals("lines\n", Files.readString(data.resolve("runs/a/journal")));
        assertEquals("t", Files.readString(data.resolve("token")));
        assertFalse(Files.exists(data.resolve(".restoring")));
        Failure again = assertThrows(Failure.class, () -> new Restore(folder.resolve("backup.zip"), data).carryOut());
        assertTrue(again.line().contains("is not empty"), again.line());
    }

    @Test
    void nothingIsRestoredOfWhatIsNotAsTheManifestSays() throws Exception {
        refused(folder.resolve("none.zip"), "there is no file");
        refused(Files.writeString(folder.resolve("text.zip"), "text"), "is no backup, or is damaged");
        Path whole = archive();
        files.put("token", "x");
        refused(written(new BackupManifest(1, "now", items)), "the checksum of token does not match");
        files.put("token", "longer");
        refused(written(new BackupManifest(1, "now", items)), "has more of token");
        files.put("token", "t");
        files.put("extra", "e");
        refused(written(new BackupManifest(1, "now", items)), "has other files than its manifest says");
        files.remove("extra");
        refused(written(new BackupManifest(9, "now", items)), "has format 9");
        byte[] bytes = Files.readAllBytes(whole);
        refused(Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(bytes, bytes.length / 2)), "damaged");
    }

    @Test
    void nothingIsWrittenElsewhere() throws Exception {
        files.put("../outside", "evil");
        refused(archive(), "outside of the data folder");
        assertFalse(Files.exists(folder.resolve("outside")));
    }
}
