package io.polycritic.runtime.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where event files of runs go, for commands that start runs. */
final class LogDirectory {
    @Option(
            names = "--logdir",
            paramLabel = "DIR",
            description = "Write event files of all runs of this process there while they train; 'tensorboard --logdir"
                    + " DIR' shows them.")
    private Path folder;

    /** Sets the folder; to be called before anything asks for settings. */
    void announce(Polycritic root) {
        if (folder != null) {
            root.option("logdir", folder.toAbsolutePath().normalize().toString());
        }
    }

    /** Refuses the option where another process trains. */
    void check(Session session) {
        if (folder != null && session.server().isPresent()) {
            throw Failure.conflict(
                    "--logdir",
                    "process " + session.server().get().pid()
                            + " serves this data folder and trains; start that one with --logdir");
        }
    }
}
