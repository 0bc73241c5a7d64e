package io.polycritic.runtime.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built distribution, started by its script in a folder of its own. */
final class Program {
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;

    Program(Path folder) {
        this.folder = folder;
    }

    /** What a command prints as JSON. */
    JsonNode run(String... arguments) throws IOException, InterruptedException {
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(House.open().home().resolve("bin/polycritic").toString());
        builder.command().addAll(List.of(arguments));
        builder.command()
                .addAll(List.of("--json", "--data", folder.resolve("data").toString()));
        Process process = builder.redirectOutput(out).redirectError(err).start();
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
        String said = Files.readString(out.toPath()) + Files.readString(err.toPath());
        assertEquals(0, process.exitValue(), said);
        return new ObjectMapper().readTree(out);
    }
}
