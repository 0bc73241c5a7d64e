package io.polycritic.runtime.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built distribution, started by its script: all bundles resolve, all components have what they ask for. */
class DoctorIT {
    @TempDir
    Path folder;

    private JsonNode run(String... arguments) throws Exception {
        return new Program(folder).run(arguments);
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
