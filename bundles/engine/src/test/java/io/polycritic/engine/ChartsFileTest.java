package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SeriesView;
import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsFileTest {
    private static final int LINES = 20_000;

    @TempDir
    Path data;

    private RunFolder folder;

    @BeforeEach
    void metrics() {
        folder = RunFolder.of(data, "one");
        write(0, LINES, 1);
    }

    private void write(int from, int to, double factor) {
        try (MetricsFile file = new MetricsFile(folder.metrics(), from == 0 ? 0 : Long.MAX_VALUE)) {
            for (int i = from; i < to; i++) {
                file.write(new MetricsFile.Line(i, 10L * i, Map.of("a/b", factor * i, "c", Double.NaN)));
            }
        }
    }

    private static void assertSame(Series expected, Series found) {
        List<SeriesView> one = expected.views(List.of(), 1000);
        List<SeriesView> two = found.views(List.of(), 1000);
        assertEquals(one.size(), two.size());
        for (int i = 0; i < one.size(); i++) {
            assertEquals(one.get(i).name(), two.get(i).name());
            assertArrayEquals(one.get(i).updates(), two.get(i).updates());
            assertArrayEquals(one.get(i).steps(), two.get(i).steps());
            assertArrayEquals(one.get(i).values(), two.get(i).values());
        }
        assertEquals(expected.last(), found.last());
    }

    @Test
    void givesWhatTheMetricsGive() throws Exception {
        Series read = Series.read(folder.metrics());
        assertSame(read, ChartsFile.read(folder));
        assertTrue(Files.exists(folder.charts()));
        assertSame(read, ChartsFile.read(folder));
        assertTrue(Files.size(folder.charts()) < Files.size(folder.metrics()) / 2);
    }

    @Test
    void isWhatIsReadWhereTheMetricsAreTheSame() throws Exception {
        FileTime time = Files.getLastModifiedTime(folder.metrics());
        Series kept = ChartsFile.read(folder);
        // nothing reads the metrics again: others of the same length and time would go unnoticed
        byte[] other = Files.readAllBytes(folder.metrics());
        Arrays.fill(other, (byte) ' ');
        Files.write(folder.metrics(), other);
        Files.setLastModifiedTime(folder.metrics(), time);
        assertSame(kept, ChartsFile.read(folder));
    }

    @Test
    void isMadeAnewWhereTheMetricsHaveChanged() {
        ChartsFile.read(folder);
        write(0, LINES, 3);
        assertSame(Series.read(folder.metrics()), ChartsFile.read(folder));
        write(LINES, LINES + 5, 3);
        Series longer = ChartsFile.read(folder);
        assertEquals(3.0 * (LINES + 4), longer.last().get("a/b"));
    }

    @Test
    void isMadeAnewWhereItIsDamaged() throws Exception {
        Series read = ChartsFile.read(folder);
        byte[] good = Files.readAllBytes(folder.charts());
        for (int at : new int[] {0, 7, 30, good.length / 2, good.length - 1}) {
            byte[] bad = good.clone();
            bad[at] ^= 0x55;
            Files.write(folder.charts(), bad);
            assertSame(read, ChartsFile.read(folder));
            assertArrayEquals(good, Files.readAllBytes(folder.charts()));
        }
        Files.write(folder.charts(), Arrays.copyOf(good, good.length / 3));
        assertSame(read, ChartsFile.read(folder));
    }

    @Test
    void keepsNothingOfWhatIsReadAsFast() {
        write(0, 3, 1);
        assertEquals(2.0, ChartsFile.read(folder).last().get("a/b"));
        assertFalse(Files.exists(folder.charts()));
        assertEquals(List.of(), ChartsFile.read(RunFolder.of(data, "none")).views(List.of(), 10));
    }
}
