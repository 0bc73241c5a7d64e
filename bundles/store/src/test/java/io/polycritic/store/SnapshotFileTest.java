package io.polycritic.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    @TempDir
    Path folder;

    private static Snapshot snapshot(long update) {
        State state = new State();
        state.put("policy/w", new float[] {1.5f, -0f, Float.MIN_VALUE}, Shape.of(3, 1));
        state.put("moments", new double[] {Math.PI}, false);
        state.put("count", new long[] {Long.MIN_VALUE, 7}, false);
        state.put("note", "größer", false);
        return new Snapshot(
                "toy-1",
                1,
                update,
                640,
                12,
                3.5,
                4,
                5,
                99,
                "abc",
                List.of(new Snapshot.Occupant(
                        "learner", "ppo@1.0.0", Map.of("epochs", 4), 1, 2, 2, 3, 0, "fail", null)),
                Map.of("learner", state),
                new State(),
                Map.of("learner/noise", new long[] {1, 2, 3, 4}));
    }

    @Test
    void everyBitComesBack() {
        Path file = folder.resolve("a.snapshot");
        SnapshotFile.write(file, snapshot(32));
        Snapshot read = SnapshotFile.read(file);
        assertEquals(32, read.update());
        assertEquals("ppo@1.0.0", read.slots().get(0).plugin());
        assertEquals(2, read.slots().get(0).generation());
        State state = read.states().get("learner");
        assertArrayEquals(new float[] {1.5f, -0f, Float.MIN_VALUE}, (float[])
                state.values().get("policy/w"));
        assertEquals(-0f, ((float[]) state.values().get("policy/w"))[1]);
        assertTrue(state.parameters().contains("policy/w"));
        assertEquals(Shape.of(3, 1), state.shapes().get("policy/w"));
        assertFalse(state.parameters().contains("moments"));
        assertArrayEquals(
                new long[] {Long.MIN_VALUE, 7}, (long[]) state.values().get("count"));
        assertEquals("größer", state.values().get("note"));
        assertArrayEquals(new long[] {1, 2, 3, 4}, read.streams().get("learner/noise"));
        assertFalse(Files.exists(folder.resolve("a.snapshot.tmp")));
    }

    @Test
    void noFlippedBitGoesUnnoticed() throws Exception {
        Path file = folder.resolve("a.snapshot");
        SnapshotFile.write(file, snapshot(32));
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 0x10;
            Files.write(file, flipped);
            PolycriticException refused =
                    assertThrows(PolycriticException.class, () -> SnapshotFile.read(file), "byte " + at);
            assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
        }
    }

    @Test
    void noCutGoesUnnoticed() throws Exception {
        Path file = folder.resolve("a.snapshot");
        SnapshotFile.write(file, snapshot(32));
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 3) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThrows(PolycriticException.class, () -> SnapshotFile.read(file), "length " + length);
        }
    }

    @Test
    void aNewerFormatIsNamed() throws Exception {
        Path file = folder.resolve("a.snapshot");
        SnapshotFile.write(file, snapshot(32));
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = 9;
        Files.write(file, bytes);
        PolycriticException refused = assertThrows(PolycriticException.class, () -> SnapshotFile.read(file));
        assertTrue(refused.getMessage().contains("format 9"), refused.getMessage());
        Files.move(file, folder.resolve("000000000032.snapshot"));
        SnapshotFile.write(folder.resolve("000000000031.snapshot"), snapshot(31));
        Snapshots snapshots = new Snapshots(folder);
        assertThrows(PolycriticException.class, snapshots::newest);
    }

    @Test
    void oldSnapshotsAreRemovedAndDamagedOnesSkipped() throws Exception {
        Snapshots snapshots = new Snapshots(folder);
        for (long update = 1; update <= 5; update++) {
            snapshots.write(snapshot(update), 3, Long.MAX_VALUE);
        }
        assertEquals(3, snapshots.files().size());
        Files.write(snapshots.files().get(0), new byte[] {1, 2, 3});
        Snapshots.Found found = snapshots.newest();
        assertEquals(4, found.snapshot().orElseThrow().update());
        assertEquals(1, found.damaged().size());
    }
}
