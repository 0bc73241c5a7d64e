package io.polycritic.datasets;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * 1,797 grey pictures of handwritten digits, 8 x 8, pixels from 0 to 16 (Alpaydin and Kaynak, "Optical Recognition of
 * Handwritten Digits", 1998, the test part), as scikit-learn ships them: a line a picture, 64 pixels and the digit,
 * separated by commas.
 */
public final class Digits {
    static final DataSet SET = new DataSet(
            "digits",
            Path.of("/usr/lib/python3/dist-packages/sklearn/datasets/data"),
            List.of("digits.csv.gz"),
            "python3-sklearn");

    /** The first 16 digits of the SHA-256 sum of the unpacked file. */
    private static final String SUM = "6ebb3d2fee246a4e";

    private static final int SIDE = 8;
    private static final int WHITE = 16;
    private static final int CLASSES = 10;

    private Digits() {}

    /**
     * The folder to read from, if it has the file.
     *
     * @param dataDir the folder that somebody has named; empty for that of the Debian package
     * @return the folder
     * @throws PolycriticException with one line that names the folder, the file and the Debian package
     */
    public static Path folder(String dataDir) {
        return SET.require(SET.folder(dataDir));
    }

    /**
     * All pictures, in the order of the file; read once for all of this process.
     *
     * @param folder as {@link #folder} gives it
     * @return the pictures
     * @throws PolycriticException naming the file, what was expected and what was found
     */
    public static Images all(Path folder) {
        Path file = SET.file(folder, 0);
        return Loaded.once(SET.name(), List.of(file), () -> {
            Images images = read(file);
            if (folder.equals(SET.folder()) && !images.digest().startsWith(SUM)) {
                throw new PolycriticException(
                        ErrorCode.USER,
                        file.toString(),
                        "expected a SHA-256 sum that begins with " + SUM + ", found " + images.digest());
            }
            return images;
        });
    }

    private static Images read(Path path) {
        try (Unpacked file = Unpacked.open(path)) {
            List<String> lines =
                    new String(file.rest(), StandardCharsets.US_ASCII).lines().toList();
            byte[] pixels = new byte[lines.size() * SIDE * SIDE];
            int[] labels = new int[lines.size()];
            for (int i = 0; i < lines.size(); i++) {
                String[] cells = lines.get(i).split(",", -1);
                if (cells.length != SIDE * SIDE + 1) {
                    throw file.broken(
                            "line " + (i + 1) + ": expected " + (SIDE * SIDE + 1) + " numbers, found " + cells.length);
                }
                for (int j = 0; j < SIDE * SIDE; j++) {
                    pixels[i * SIDE * SIDE + j] = (byte) number(file, cells[j], i + 1, WHITE);
                }
                labels[i] = number(file, cells[SIDE * SIDE], i + 1, CLASSES - 1);
            }
            if (lines.isEmpty()) {
                throw file.broken("expected a line for each picture, found none");
            }
            return new Images(SET.name(), SIDE, SIDE, 1, WHITE, pixels, labels, CLASSES, file.digest());
        }
    }

    private static int number(Unpacked file, String cell, int line, int most) {
        int number;
        try {
            number = Integer.parseInt(cell.strip());
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (number < 0 || number > most) {
            throw file.broken("line " + line + ": expected whole numbers from 0 to " + most + ", found '" + cell + "'");
        }
        return number;
    }
}
