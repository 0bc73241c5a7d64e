package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFileTest {
    @TempDir
    Path folder;

    private ServerFile file;

    @BeforeEach
    void name() {
        file = new ServerFile(folder.resolve("server.json"));
    }

    private void write(long pid, Instant started) throws IOException {
        Files.writeString(file.path(), "{\"pid\": " + pid + ", \"port\": 1, \"started\": \"" + started + "\"}");
    }

    @Test
    void findsTheLivingProcess() throws IOException {
        file.write(4711);
        assertEquals(4711, file.read().orElseThrow().port());
        assertEquals(ProcessHandle.current().pid(), file.read().orElseThrow().pid());
        file.delete();
        assertTrue(file.read().isEmpty());
    }

    @Test
    void takesADeadProcessForNone() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        write(process.pid(), Instant.now());
        assertTrue(file.read().isEmpty());
    }

    @Test
    void takesAProcessWithAReusedNumberForNone() throws IOException {
        write(ProcessHandle.current().pid(), Instant.parse("2020-01-01T00:00:00Z"));
        assertTrue(file.read().isEmpty());
    }

    @Test
    void takesHalfAFileForNone() throws IOException {
        Files.writeString(file.path(), "{\"pid\": ");
        assertTrue(file.read().isEmpty());
        Files.writeString(file.path(), "{\"pid\": 1}");
        assertTrue(file.read().isEmpty());
    }
}
