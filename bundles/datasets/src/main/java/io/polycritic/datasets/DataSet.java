package io.polycritic.datasets;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A data set that people install, and how.
 *
 * @param name its name, that of the environment that shows it
 * @param folder where the Debian package puts it
 * @param files its files, gzipped or, without the last {@code .gz} of their names, not
 * @param debianPackage the Debian package that brings it
 */
public record DataSet(String name, Path folder, List<String> files, String debianPackage) {
    private static final String GZIPPED = ".gz";

    /**
     * The data sets that this library knows.
     *
     * @return all of them
     */
    public static List<DataSet> all() {
        return List.of(FashionMnist.SET, Digits.SET);
    }

    /**
     * The folder to read from.
     *
     * @param dataDir the folder that somebody has named; empty for that of the Debian package
     * @return the folder
     */
    public Path folder(String dataDir) {
        return dataDir.isEmpty() ? folder : Path.of(dataDir);
    }

    /**
     * Looks for the files.
     *
     * @param from a folder
     * @return the names of those that it has neither gzipped nor unpacked
     */
    public List<String> missing(Path from) {
        List<String> missing = new ArrayList<>();
        for (String file : files) {
            if (!Files.isRegularFile(from.resolve(file)) && !Files.isRegularFile(from.resolve(unpacked(file)))) {
                missing.add(file);
            }
        }
        return missing;
    }

    /**
     * Refuses a folder that lacks files.
     *
     * @param from a folder
     * @return the same folder
     * @throws PolycriticException with one line that names the folder, the files and the Debian package
     */
    public Path require(Path from) {
        List<String> missing = missing(from);
        if (!missing.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.NOT_FOUND,
                    from.toString(),
                    "lacks " + String.join(", ", missing) + " of the data set " + name + "; " + remedy());
        }
        return from;
    }

    /**
     * Says how to get it.
     *
     * @return for example {@code the Debian package dataset-fashion-mnist brings it}
     */
    public String remedy() {
        return "the Debian package " + debianPackage + " brings it (apt install " + debianPackage
                + "), or the setting dataDir names another folder";
    }

    /** One of the files, as the folder has it. */
    Path file(Path from, int index) {
        Path gzipped = from.resolve(files.get(index));
        return Files.isRegularFile(gzipped) ? gzipped : from.resolve(unpacked(files.get(index)));
    }

    private static String unpacked(String file) {
        return file.endsWith(GZIPPED) ? file.substring(0, file.length() - GZIPPED.length()) : file;
    }
}
