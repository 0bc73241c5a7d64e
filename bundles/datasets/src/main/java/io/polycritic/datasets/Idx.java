package io.polycritic.datasets;

import io.polycritic.api.plugin.PolycriticException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Reads IDX files of labelled grey pictures (LeCun, Cortes and Burges, "The MNIST database of handwritten digits"):
 * big-endian, 2051, n, rows, columns and the pixels in one file, 2049, n and the labels in another; gzipped or not.
 */
public final class Idx {
    private static final int PICTURES = 2051;
    private static final int LABELS = 2049;
    private static final int WHITE = 255;

    private Idx() {}

    /**
     * Reads pictures and their labels.
     *
     * @param name what the pictures shall be called
     * @param pictures the file of pictures
     * @param labels the file of labels
     * @param classes the number of classes
     * @return the pictures
     * @throws PolycriticException naming the file, what was expected and what was found
     */
    public static Images read(String name, Path pictures, Path labels, int classes) {
        try (Unpacked first = Unpacked.open(pictures);
                Unpacked second = Unpacked.open(labels)) {
            int[] sizes = header(first, PICTURES, 3);
            long size = (long) sizes[1] * sizes[2];
            byte[] pixels = body(first, 16, sizes[0], size);
            int count = header(second, LABELS, 1)[0];
            if (count != sizes[0]) {
                throw second.broken("expected " + sizes[0] + " labels, one for each picture of "
                        + pictures.getFileName() + ", found " + count);
            }
            int[] classOf = classes(second, body(second, 8, count, 1), classes);
            String digest = first.digest() + " " + second.digest();
            return new Images(name, sizes[1], sizes[2], 1, WHITE, pixels, classOf, classes, digest);
        }
    }

    /** The whole numbers behind the magic one. */
    private static int[] header(Unpacked file, int magic, int numbers) {
        byte[] bytes = file.next(4 + 4 * numbers);
        int found = bytes.length < 4 ? -1 : ByteBuffer.wrap(bytes).getInt();
        if (bytes.length >= 4 && found != magic) {
            throw file.broken("expected the magic number " + magic + ", found " + found);
        }
        if (bytes.length < 4 + 4 * numbers) {
            throw file.broken("expected a header of " + (4 + 4 * numbers) + " bytes, found " + bytes.length);
        }
        int[] sizes = new int[numbers];
        ByteBuffer.wrap(bytes).position(4).asIntBuffer().get(sizes);
        for (int i = 0; i < numbers; i++) {
            if (sizes[i] < 1) {
                throw file.broken("expected counts of at least 1 in the header, found " + sizes[i]);
            }
        }
        return sizes;
    }

    private static byte[] body(Unpacked file, int header, int count, long size) {
        long expected = count * size;
        if (size > Integer.MAX_VALUE || expected > Integer.MAX_VALUE - 8) {
            throw file.broken("expected at most " + (Integer.MAX_VALUE - 8) + " bytes, the header says " + count
                    + " entries of " + size);
        }
        byte[] body = file.next((int) expected);
        long found = file.length();
        if (found != header + expected) {
            throw file.broken("expected " + (header + expected) + " bytes, found " + found);
        }
        file.requireWhole();
        return body;
    }

    private static int[] classes(Unpacked file, byte[] bytes, int classes) {
        int[] labels = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            labels[i] = bytes[i] & 0xFF;
            if (labels[i] >= classes) {
                throw file.broken(
                        "expected labels from 0 to " + (classes - 1) + ", found " + labels[i] + " for picture " + i);
            }
        }
        return labels;
    }
}
