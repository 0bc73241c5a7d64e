package io.polycritic.api.control;

import java.util.List;

/**
 * What is in a backup: the entry {@value #ENTRY} of the zip archive, from which each other entry is checked.
 *
 * @param format the format, {@value #FORMAT}
 * @param created when it was made, ISO 8601 in UTC
 * @param files all files
 */
public record BackupManifest(int format, String created, List<Item> files) {
    /** The name of the entry. */
    public static final String ENTRY = "manifest.json";
    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    /**
     * A file.
     *
     * @param path where it belongs in a data folder, with {@code /} between folders; also the name of its entry
     * @param bytes its length
     * @param sha256 SHA-256 of its content, hexadecimal
     */
    public record Item(String path, long bytes, String sha256) {}
}
