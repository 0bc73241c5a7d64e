package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    @TempDir
    Path data;

    @Test
    void isMadeOnceForItsOwnerAlone() throws IOException {
        Token made = Token.open(data.resolve("new"));
        Path file = data.resolve("new").resolve(Token.FILE);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String text = Files.readString(file).strip();
        assertEquals(43, text.length());
        assertTrue(made.matches("Bearer " + text));
        assertTrue(Token.open(data.resolve("new")).matches("bearer  " + text));
        try (Stream<Path> files = Files.list(data.resolve("new"))) {
            assertEquals(1, files.count());
        }
        Token.open(data);
        assertFalse(made.matches(
                "Bearer " + Files.readString(data.resolve(Token.FILE)).strip()));
    }

    @Test
    void refusesOthers() throws IOException {
        Files.writeString(data.resolve(Token.FILE), "0123456789abcdef");
        Token token = Token.open(data);
        assertTrue(token.matches("Bearer 0123456789abcdef"));
        for (String wrong :
                new String[] {null, "", "Bearer", "Bearer ", "0123456789abcdef", "Bearer 0123456789abcdeF"}) {
            assertFalse(token.matches(wrong), wrong);
        }
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.writeString(data.resolve(Token.FILE), "\n");
        IOException thrown = assertThrows(IOException.class, () -> Token.open(data));
        assertTrue(thrown.getMessage().contains("holds 0 characters"), thrown.getMessage());
    }
}
