package io.polycritic.accounts;

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

class FileTokenTest {
    @TempDir
    Path data;

    @Test
    void isMadeOnceForItsOwnerAlone() throws IOException {
        FileToken made = FileToken.open(data.resolve("new"));
        Path file = data.resolve("new").resolve(FileToken.FILE);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String text = Files.readString(file).strip();
        assertEquals(43, text.length());
        assertTrue(made.matches(text));
        assertTrue(FileToken.open(data.resolve("new")).matches(text));
        try (Stream<Path> files = Files.list(data.resolve("new"))) {
            assertEquals(1, files.count());
        }
        FileToken.open(data);
        assertFalse(made.matches(Files.readString(data.resolve(FileToken.FILE)).strip()));
    }

    @Test
    void refusesOthers() throws IOException {
        Files.writeString(data.resolve(FileToken.FILE), "0123456789abcdef");
        FileToken token = FileToken.open(data);
        assertTrue(token.matches("0123456789abcdef"));
        for (String wrong : new String[] {"", "0123456789abcde", "0123456789abcdeF"}) {
            assertFalse(token.matches(wrong), wrong);
        }
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.writeString(data.resolve(FileToken.FILE), "\n");
        IOException thrown = assertThrows(IOException.class, () -> FileToken.open(data));
        assertTrue(thrown.getMessage().contains("holds 0 characters"), thrown.getMessage());
    }
}
