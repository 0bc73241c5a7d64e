package io.polycritic.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that is deleted with all that is in it. */
final class Scratch implements AutoCloseable {
    private final Path root;

    Scratch() {
        try {
            root = Files.createTempDirectory("polycritic-bench-");
        } catch (IOException e) {
            throw Failure.resource(System.getProperty("java.io.tmpdir"), "no folder can be made there", e);
        }
    }

    /** A new folder. */
    Path folder() {
        try {
            return Files.createTempDirectory(root, "");
        } catch (IOException e) {
            throw Failure.resource(root.toString(), "no folder can be made there", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.getLogger(Scratch.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot delete all of " + root, e);
        }
    }
}
