package io.polycritic.runtime.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginListIT {
    @TempDir
    Path folder;

    @Test
    void theListNamesWhatIsBuilt() throws Exception {
        Path plugins = House.open().root().resolve("plugins");
        String list = new PluginList(plugins)
                .markdown(new Program(folder).run("plugin", "list").get("plugins"));
        Path file = plugins.resolve("README.md");
        if (System.getProperty("polycritic.plugins").equals("write")) {
            Files.writeString(file, list);
        }
        String kept = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(list, kept, file + " is stale; 'mvn verify -Dpolycritic.plugins=write' writes it anew");
    }
}
