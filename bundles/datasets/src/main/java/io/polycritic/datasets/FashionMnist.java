package io.polycritic.datasets;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.nio.file.Path;
import java.util.List;

/**
 * 60,000 and 10,000 grey pictures of garments, 28 x 28, in ten classes (Xiao, Rasul and Vollgraf, "Fashion-MNIST: a
 * novel image dataset for benchmarking machine learning algorithms", arXiv 1708.07747). Any four IDX files of the same
 * names are read; those where the Debian package puts them must have the sums of the original ones.
 */
public final class FashionMnist {
    static final DataSet SET = new DataSet(
            "fashion-mnist",
            Path.of("/usr/share/datasets/fashion-mnist"),
            List.of(
                    "train-images-idx3-ubyte.gz",
                    "train-labels-idx1-ubyte.gz",
                    "t10k-images-idx3-ubyte.gz",
                    "t10k-labels-idx1-ubyte.gz"),
            "dataset-fashion-mnist");

    /** The first 16 digits of the SHA-256 sums of the unpacked files, in the order above. */
    private static final List<String> SUMS =
            List.of("c59f468a2f672dc8", "bad3541b69d91243", "5b4141f0afbad91e", "0402a96d92fd2663");

    private static final int CLASSES = 10;

    private FashionMnist() {}

    /**
     * The folder to read from, if it has the four files.
     *
     * @param dataDir the folder that somebody has named; empty for that of the Debian package
     * @return the folder
     * @throws PolycriticException with one line that names the folder, the files that it lacks and the Debian package
     */
    public static Path folder(String dataDir) {
        return SET.require(SET.folder(dataDir));
    }

    /**
     * The training pictures, in the order of the file; read once for all of this process.
     *
     * @param folder as {@link #folder} gives it
     * @return the pictures
     * @throws PolycriticException naming the file, what was expected and what was found
     */
    public static Images train(Path folder) {
        return read(folder, "train", 0);
    }

    /**
     * The test pictures, in the order of the file; read once for all of this process.
     *
     * @param folder as {@link #folder} gives it
     * @return the pictures
     * @throws PolycriticException naming the file, what was expected and what was found
     */
    public static Images test(Path folder) {
        return read(folder, "test", 2);
    }

    private static Images read(Path folder, String part, int first) {
        Path pictures = SET.file(folder, first);
        Path labels = SET.file(folder, first + 1);
        String name = SET.name() + "/" + part;
        return Loaded.once(name, List.of(pictures, labels), () -> {
            Images images = Idx.read(name, pictures, labels, CLASSES);
            if (folder.equals(SET.folder())) {
                String[] sums = images.digest().split(" ");
                check(pictures, sums[0], SUMS.get(first));
                check(labels, sums[1], SUMS.get(first + 1));
            }
            return images;
        });
    }

    private static void check(Path file, String found, String expected) {
        if (!found.startsWith(expected)) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    file.toString(),
                    "expected a SHA-256 sum that begins with " + expected + ", found " + found
                            + "; install the Debian package " + SET.debianPackage() + " again");
        }
    }
}
