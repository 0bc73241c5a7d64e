package io.polycritic.runtime.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How a person gives a password: never on the command line, where other users of the machine could read it. */
final class PasswordEntry {
    private PasswordEntry() {}

    /**
     * Reads a password.
     *
     * @param file holds it, or null: then it is typed twice on the terminal, or is the first line of standard input
     */
    static String read(Path file) {
        try {
            if (file != null) {
                return Files.readString(file).strip();
            }
            Console console = System.console();
            return console == null ? line() : typed(console);
        } catch (IOException e) {
            throw Failure.usage("--password-file", "the password cannot be read: " + e.getMessage());
        }
    }

    private static String typed(Console console) {
        char[] first = console.readPassword("New password: ");
        char[] second = console.readPassword("Once more: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw Failure.usage("password", "was not the same both times");
        }
        return new String(first);
    }

    private static String line() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw Failure.usage("password", "is missing on standard input; or name a file by --password-file");
        }
        return line;
    }
}
