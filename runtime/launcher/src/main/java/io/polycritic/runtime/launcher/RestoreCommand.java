package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BackupManifest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic restore}. */
@Command(
        name = "restore",
        description = "Makes a data folder of a backup. The folder must be empty, or not be there yet.",
        footer = {"", "Each file is checked; where anything is not as the backup says, the folder stays empty."})
final class RestoreCommand implements Callable<Integer> {
    @ParentCommand
    private Polycritic root;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Override
    public Integer call() {
        Path data = root.path().toAbsolutePath().normalize();
        BackupManifest restored = new Restore(file, data).carryOut();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", data.toString());
        document.put("created", restored.created());
        document.put("files", restored.files().size());
        root.print(
                document,
                "Restored " + restored.files().size() + " files of " + restored.created() + " to " + data + ".");
        return 0;
    }
}
