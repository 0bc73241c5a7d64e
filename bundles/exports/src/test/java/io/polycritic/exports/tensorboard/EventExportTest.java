package io.polycritic.exports.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.exports.Decoded;
import io.polycritic.exports.Folders;
import io.polycritic.store.RunFolder;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventExportTest {
    @TempDir
    Path data;

    @Test
    void everyNumberStandsAtItsStep() throws Exception {
        RunFolder folder = Folders.run(data, "slim-1");
        EventExport export = new EventExport(folder, "{\"name\": \"slim\"}\n");
        assertTrue(export.name().matches("events\\.out\\.tfevents\\.[0-9]{10}\\.slim-1"), export.name());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.writeTo(out);
        List<Decoded> events = Events.read(out.toByteArray());
        assertEquals(4, events.size());
        assertEquals("brain.Event:2", events.get(0).text(3));

        Decoded spec = events.get(1).message(5).message(1);
        assertEquals("run/spec", spec.text(1));
        assertEquals("text", spec.message(9).message(1).text(1));
        assertEquals(7, spec.message(8).integer(1));
        assertEquals(1, spec.message(8).message(2).message(2).integer(1));
        assertEquals("```\n{\"name\": \"slim\"}\n```", spec.message(8).text(8));

        Decoded line = events.get(2);
        assertEquals(256, line.integer(2));
        List<Decoded> values = line.message(5).messages(1);
        assertEquals("learner/odd,\"name\"", values.get(0).text(1));
        assertTrue(Float.isNaN(values.get(0).float32(2)));
        assertEquals("learner/return", values.get(1).text(1));
        assertEquals(0.1f, values.get(1).float32(2));
        assertEquals(512, events.get(3).integer(2));
        assertEquals(
                Float.POSITIVE_INFINITY, events.get(3).message(5).message(1).float32(2));
    }

    /** The CRC-32C of "123456789" is e3069283, as the catalogue of checksums has it. */
    @Test
    void theReaderOfThisTestKnowsTheChecksum() {
        int plain = 0xe3069283;
        int masked = Integer.rotateRight(plain, 15) + 0xa282ead8;
        assertEquals(masked, Events.masked("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    /** A run that rested from update 4, second 20, to second 100, and came to update 8 at second 140. */
    @Test
    void timePassesEvenlyBetweenKnownMoments() {
        WallTimes times = new WallTimes();
        times.add(0, 10);
        times.add(4, 20);
        times.add(4, 100);
        times.add(8, 140);
        assertEquals(10, times.first());
        assertEquals(8, times.known());
        assertEquals(12.5, times.at(1));
        assertEquals(100, times.at(4));
        assertEquals(110, times.at(5));
        assertEquals(140, times.at(8));
        assertEquals(140, times.at(9));
    }
}
