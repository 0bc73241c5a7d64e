package io.polycritic.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

/** A folder for one test, which is left for inspection where the test fails. */
final class TestFolder extends TestWatcher {
    private Path path;

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    @Override
    protected void starting(Description description) {
        try {
            path = Distribution.folder(description.getMethodName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void succeeded(Description description) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
