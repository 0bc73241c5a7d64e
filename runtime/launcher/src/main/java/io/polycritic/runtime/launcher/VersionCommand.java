package io.polycritic.runtime.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic version}. */
@Command(name = "version", description = "Prints the versions of Polycritic and Java.")
final class VersionCommand implements Callable<Integer> {
    @ParentCommand
    private Polycritic root;

    /** The version in the launcher's manifest. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public Integer call() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("polycritic", version());
        document.put("java", Runtime.version().toString());
        document.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        document.put("installation", root.installation().root().toString());
        root.print(document, "Polycritic " + version() + ", Java " + Runtime.version() + ", " + document.get("system"));
        return 0;
    }
}
