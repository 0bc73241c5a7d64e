package io.polycritic.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    /** Two pictures of 2 x 3. */
    private static final byte[] PICTURES = ints(2051, 2, 2, 3, 0x00FF8001, 0x02030405, 0x06070809);

    private static final byte[] LABELS = Arrays.copyOf(ints(2049, 2, 0x03010000), 10);

    @TempDir
    private Path folder;

    private static byte[] ints(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length);
        buffer.asIntBuffer().put(numbers);
        return buffer.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Images read(byte[] pictures, byte[] labels) throws IOException {
        Files.write(folder.resolve("pictures"), pictures);
        Files.write(folder.resolve("labels"), labels);
        return Idx.read("small", folder.resolve("pictures"), folder.resolve("labels"), 10);
    }

    private void refused(byte[] pictures, byte[] labels, String file, String message) {
        PolycriticException e = assertThrows(PolycriticException.class, () -> read(pictures, labels));
        assertEquals(folder.resolve(file) + ": " + message, e.getMessage());
        assertEquals(ErrorCode.USER, e.code());
    }

    @Test
    void readsPacked() throws IOException {
        Images plain = read(PICTURES, LABELS);
        Images packed = read(gzip(PICTURES), gzip(LABELS));
        assertArrayEquals(new int[] {3, 1}, packed.labels());
        assertArrayEquals(plain.pixels(), packed.pixels());
        assertEquals(plain.digest(), packed.digest());
        assertEquals(2, packed.height());
        assertEquals(3, packed.width());
        float[] picture = new float[7];
        packed.write(0, picture, 1);
        assertArrayEquals(new float[] {0, 0, 1, 128 / 255f, 1 / 255f, 2 / 255f, 3 / 255f}, picture, 1e-7f);
    }

    @Test
    void refusesBrokenFiles() throws IOException {
        byte[] wrong = ints(2049, 2, 2, 3, 0, 0, 0);
        refused(wrong, LABELS, "pictures", "expected the magic number 2051, found 2049");
        refused(Arrays.copyOf(PICTURES, 20), LABELS, "pictures", "expected 28 bytes, found 20");
        refused(Arrays.copyOf(PICTURES, 29), LABELS, "pictures", "expected 28 bytes, found 29");
        refused(Arrays.copyOf(PICTURES, 9), LABELS, "pictures", "expected a header of 16 bytes, found 9");
        refused(new byte[0], LABELS, "pictures", "expected a header of 16 bytes, found 0");
        refused(PICTURES, Arrays.copyOf(LABELS, 9), "labels", "expected 10 bytes, found 9");
        byte[] three = Arrays.copyOf(ints(2049, 3, 0), 11);
        refused(PICTURES, three, "labels", "expected 2 labels, one for each picture of pictures, found 3");
        byte[] large = Arrays.copyOf(ints(2049, 2, 0x0A010000), 10);
        refused(PICTURES, large, "labels", "expected labels from 0 to 9, found 10 for picture 0");
        byte[] packed = gzip(PICTURES);
        refused(
                Arrays.copyOf(packed, packed.length - 4),
                LABELS,
                "pictures",
                "is a gzip stream that is cut off after 28 unpacked bytes");
        byte[] much = gzip(Arrays.copyOf(ints(2051, 100, 100, 100), 1000016));
        PolycriticException e =
                assertThrows(PolycriticException.class, () -> read(Arrays.copyOf(much, much.length / 2), LABELS));
        assertTrue(e.getMessage().contains("expected 1000016 bytes, found "), e.getMessage());
    }

    @Test
    void missingFolderNamesThePackage() {
        PolycriticException e = assertThrows(
                PolycriticException.class,
                () -> FashionMnist.folder(folder.resolve("none").toString()));
        assertEquals(ErrorCode.NOT_FOUND, e.code());
        assertTrue(e.getMessage().contains("dataset-fashion-mnist"), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
        assertTrue(assertThrows(PolycriticException.class, () -> Digits.folder(folder.toString()))
                .getMessage()
                .contains("lacks digits.csv.gz of the data set digits; the Debian package python3-sklearn brings it"));
    }

    @Test
    void readsOnceAndAgainAfterChange() throws IOException {
        for (String part : new String[] {"train", "t10k"}) {
            Files.write(folder.resolve(part + "-images-idx3-ubyte"), PICTURES);
            Files.write(folder.resolve(part + "-labels-idx1-ubyte.gz"), gzip(LABELS));
        }
        Path whole = FashionMnist.folder(folder.toString());
        Images train = FashionMnist.train(whole);
        assertSame(train, FashionMnist.train(whole));
        assertNotSame(train, FashionMnist.test(whole));
        Files.setLastModifiedTime(folder.resolve("train-images-idx3-ubyte"), FileTime.fromMillis(1000));
        assertNotSame(train, FashionMnist.train(whole));
    }

    @Test
    void digits() throws IOException {
        String row = "16," + "0,".repeat(62) + "1,";
        Files.writeString(folder.resolve("digits.csv"), row + "7\n" + row + "0\n");
        Images images = Digits.all(Digits.folder(folder.toString()));
        assertArrayEquals(new int[] {7, 0}, images.labels());
        float[] picture = new float[64];
        images.write(1, picture, 0);
        assertEquals(1, picture[0]);
        assertEquals(1 / 16f, picture[63]);
        Files.writeString(folder.resolve("digits.csv"), row + "7\n" + row + "10\n");
        assertEquals(
                folder.resolve("digits.csv") + ": line 2: expected whole numbers from 0 to 9, found '10'",
                assertThrows(PolycriticException.class, () -> Digits.all(folder))
                        .getMessage());
    }
}
