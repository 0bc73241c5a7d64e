package io.polycritic.runtime.launcher;

import java.util.List;
import java.util.Locale;

/**
 * Something that an operator can set, by {@code key=value} in a file, by an environment variable or by an option.
 *
 * @param key its name, words joined by dots
 * @param usual its value where nobody sets it
 * @param allowed what it may be
 * @param secret whether its value is never shown
 * @param about what it is, for people
 */
record Setting(String key, String usual, Allowed allowed, boolean secret, String about) {
    /** Says what is wrong with a value. */
    @FunctionalInterface
    interface Allowed {
        /** What is allowed, if the value is not; else an empty text. */
        String fault(String value);
    }

    private static final String PREFIX = "polycritic.";

    static Setting text(String key, String usual, String about) {
        return new Setting(key, usual, value -> "", false, about);
    }

    static Setting number(String key, long usual, long least, long greatest, String about) {
        return new Setting(key, Long.toString(usual), value -> whole(value, least, greatest), false, about);
    }

    static Setting choice(String key, String usual, List<String> values, String about) {
        return new Setting(key, usual, value -> values.contains(value) ? "" : String.join(", ", values), false, about);
    }

    private static String whole(String value, long least, long greatest) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= greatest) {
                return "";
            }
        } catch (NumberFormatException e) {
            System.getLogger(Setting.class.getName()).log(System.Logger.Level.TRACE, "no number", e);
        }
        return "whole numbers from " + least + " to " + greatest;
    }

    /** The same setting, whose value is never shown. */
    Setting asSecret() {
        return new Setting(key, usual, allowed, true, about);
    }

    /** The environment variable of the same meaning. */
    String variable() {
        return (PREFIX + key).replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The framework property by which bundles read it. */
    String property() {
        return PREFIX + key;
    }
}
