package io.polycritic.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFolderTest {
    private static final int LOOKS = 2_000;
    private static final int COMERS = 40;

    @TempDir
    Path folder;

    private Path file(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    @Test
    void namesAreLeftOutOnlyRightInTheFolder() throws Exception {
        Path kept = file("a/lock");
        Path last = file("b");
        file("lock");
        file("logs/a");
        assertEquals(List.of(kept, last), LiveFolder.files(folder, Set.of("lock", "logs")));
    }

    @Test
    void whatGoesWhileItLooksIsNoFault() throws Exception {
        Path stays = file("snapshots/000000000001.snapshot");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> {
            int written = 0;
            try {
                for (; !over.get(); written++) {
                    for (int i = 0; i < COMERS; i++) {
                        Files.writeString(stays.resolveSibling(i + ".tmp"), "half");
                    }
                    for (int i = 0; i < COMERS; i++) {
                        Files.delete(stays.resolveSibling(i + ".tmp"));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return written;
        });
        for (int i = 0; i < LOOKS; i++) {
            List<Path> found = LiveFolder.files(folder, Set.of());
            assertTrue(found.contains(stays), found::toString);
        }
        over.set(true);
        assertTrue(writer.get() > 0);
    }
}
