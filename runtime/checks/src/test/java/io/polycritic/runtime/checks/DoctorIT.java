package io.polycritic.runtime.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built distribution, started by its script: all bundles resolve, all components have what they ask for. */
class DoctorIT {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private JsonNode run(String... arguments) throws IOException, InterruptedException {
        House house = House.open();
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(house.home().resolve("bin/polycritic").toString());
        builder.command().addAll(java.util.List.of(arguments));
        builder.command()
                .addAll(java.util.List.of(
                        "--json", "--data", folder.resolve("data").toString()));
        Process process = builder.redirectOutput(out).redirectError(err).start();
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
        String said = Files.readString(out.toPath()) + Files.readString(err.toPath());
        assertEquals(0, process.exitValue(), said);
        return new ObjectMapper().readTree(out);
    }

    @Test
    void findsNothingWrong() throws Exception {
        JsonNode report = run("doctor", "--port", "0");
        assertTrue(report.get("ok").asBoolean(), report.toPrettyString());
    }

    @Test
    void knowsEveryPluginOfEveryBundle() throws Exception {
        Set<String> shipped = new TreeSet<>();
        House.open().ours().forEach(bundle -> shipped.addAll(bundle.plugins()));
        Set<String> ready = new TreeSet<>();
        for (JsonNode plugin : run("plugin", "list").get("plugins")) {
            assertEquals("READY", plugin.get("state").asText(), plugin.toPrettyString());
            ready.add(plugin.get("id").asText());
        }
        assertEquals(shipped, ready);
    }
}
