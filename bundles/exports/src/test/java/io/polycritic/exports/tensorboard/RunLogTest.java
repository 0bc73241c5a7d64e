package io.polycritic.exports.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.exports.Decoded;
import io.polycritic.exports.Folders;
import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    private static final double NOW = 4e9;

    @TempDir
    Path data;

    private static MetricsFile.Line line(long update, double value) {
        return new MetricsFile.Line(update, 256 * update, Map.of("learner/return", value));
    }

    private RunLog log(RunFolder folder, EventFolder.Bounds bounds) {
        return new RunLog(folder, new EventFolder(data.resolve("tb"), bounds), "{}");
    }

    @Test
    void whatIsNewIsWrittenOnce() throws Exception {
        RunFolder folder = RunFolder.of(data, "slim-1");
        try (RunLog log = log(folder, EventFolder.Bounds.USUAL)) {
            assertFalse(log.follow(NOW), "there is no file yet");
            Folders.write(folder, line(1, 0.1));
            Files.writeString(folder.metrics(), "{\"update\":2,", StandardOpenOption.APPEND);
            log.follow(NOW);
            assertEquals(List.of(256L), Events.steps(Events.readAll(data.resolve("tb")), "learner/return"));
            Files.writeString(
                    folder.metrics(),
                    "\"steps\":512,\"values\":{\"learner/return\":0.5}}\n",
                    StandardOpenOption.APPEND);
            log.follow(NOW + 5);
            log.follow(NOW + 7);
        }
        List<Decoded> events = Events.readAll(data.resolve("tb"));
        assertEquals(List.of(256L, 512L), Events.steps(events, "learner/return"));
        assertEquals(NOW + 5, events.get(events.size() - 1).float64(1));
    }

    /** A run that is rolled back has a file that is cut and grows again; event 7 with the number 1 says so. */
    @Test
    void aFileThatWasCutIsWrittenAnew() throws Exception {
        RunFolder folder = RunFolder.of(data, "slim-1");
        try (RunLog log = log(folder, EventFolder.Bounds.USUAL)) {
            Folders.write(folder, line(1, 0.1), line(2, 0.2), line(3, 0.3));
            log.follow(NOW);
            long first = Files.readString(folder.metrics()).indexOf('\n') + 1L;
            try (MetricsFile file = new MetricsFile(folder.metrics(), first)) {
                file.write(line(2, 0.7));
                file.write(line(3, 0.8));
                file.write(line(4, 0.9));
            }
            log.follow(NOW + 2);
        }
        List<Decoded> events = Events.readAll(data.resolve("tb"));
        assertEquals(List.of(256L, 512L, 768L, 1024L), Events.steps(events, "learner/return"));
        assertEquals(1, events.get(1).message(7).integer(1));
        assertEquals(0.7f, events.get(4).message(5).message(1).float32(2));
    }

    @Test
    void filesAreBounded() throws Exception {
        RunFolder folder = RunFolder.of(data, "slim-1");
        Path tb = data.resolve("tb");
        Files.createDirectories(tb);
        Files.writeString(tb.resolve("events.out.tfevents.1.other"), "");
        Files.writeString(tb.resolve("events.out.tfevents.0000000001.polycritic.000001"), "");
        try (RunLog log = log(folder, new EventFolder.Bounds(300, 3))) {
            for (int update = 1; update <= 60; update++) {
                Folders.write(folder, line(update, update));
            }
            log.follow(NOW);
        }
        List<Path> files = Events.files(tb);
        assertEquals(4, files.size(), "three of its own and one of somebody else: " + files);
        assertTrue(Files.exists(tb.resolve("events.out.tfevents.1.other")));
        List<Long> steps = Events.steps(Events.readAll(tb), "learner/return");
        assertEquals(60 * 256L, steps.get(steps.size() - 1));
        assertTrue(steps.size() < 30, "the oldest are gone");
    }
}
