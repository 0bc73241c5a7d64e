package io.polycritic.api.control;

/**
 * A backup that lies in the data folder.
 *
 * @param name its name, also of its file
 * @param created when it was made, ISO 8601 in UTC
 * @param bytes how large its file is
 * @param path where its file is on the server
 */
public record BackupView(String name, String created, long bytes, String path) {}
