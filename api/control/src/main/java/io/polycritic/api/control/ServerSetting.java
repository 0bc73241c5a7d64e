package io.polycritic.api.control;

/**
 * A setting of the server as it counts.
 *
 * @param key its name, words joined by dots
 * @param value its value; secrets are masked
 * @param from who says so: {@code default}, a file, an environment variable, a system property, the command line
 * @param usual its value where nobody sets it
 * @param about what it is, for people
 */
public record ServerSetting(String key, String value, String from, String usual, String about) {}
