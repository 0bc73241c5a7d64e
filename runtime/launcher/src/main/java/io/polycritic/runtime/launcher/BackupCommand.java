package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BackupControl;
import io.polycritic.api.control.BackupView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic backup}. */
@Command(
        name = "backup",
        description = "Copies the whole data folder into one file, also while a server trains there.",
        footer = {"", "The file holds access tokens; only its owner can read it. 'restore' makes a data folder of it."})
final class BackupCommand implements Callable<Integer> {
    @ParentCommand
    private Polycritic root;

    @Parameters(paramLabel = "FILE", description = "The file to make, or a folder to make one in.")
    private Path file;

    @Override
    public Integer call() {
        Path wanted = file.toAbsolutePath();
        if (!Files.isDirectory(wanted) && Files.exists(wanted)) {
            throw Failure.usage("FILE", "'" + file + "' is there already; name another one");
        }
        if (!Files.isDirectory(wanted.getParent())) {
            throw Failure.usage("FILE", "there is no folder '" + wanted.getParent() + "'");
        }
        try (Session session = Session.open(root.installation(), root.data(), Framework.Extent.ENGINE, null)) {
            BackupControl backups = session.backups();
            BackupView made = backups.create();
            Path target = Files.isDirectory(wanted) ? wanted.resolve(made.name()) : wanted;
            move(Path.of(made.path()), target);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", target.toString());
            document.put("bytes", made.bytes());
            document.put("created", made.created());
            root.print(document, "Made " + target + ", " + made.bytes() + " bytes.");
        }
        return 0;
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw Failure.resource(to.toString(), "cannot be written, the backup is in " + from + ": " + e, e);
        }
    }
}
