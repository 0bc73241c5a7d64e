package io.polycritic.runtime.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: options that every command has, and what the commands share. */
@Command(
        name = "polycritic",
        description = "Trains learners that answer to many critics.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            ServeCommand.class,
            RunCommand.class,
            PluginCommand.class,
            StudyCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            VersionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong use", "130:left because of Ctrl-C", "143:left because of SIGTERM"
        })
final class Polycritic implements Runnable {
    static final String DATA_VARIABLE = "POLYCRITIC_DATA";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where runs, snapshots and logs are kept. Else the variable POLYCRITIC_DATA names it,"
                    + " else it is the folder 'data' of the installation.")
    private Path data;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print the result as one JSON document on standard output.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    private boolean help;

    private final Terminal terminal;
    private final Signals signals;
    private Installation installation;
    private DataFolder folder;

    Polycritic(Terminal terminal, Signals signals) {
        this.terminal = terminal;
        this.signals = signals;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing; 'polycritic --help' lists them");
    }

    Terminal terminal() {
        return terminal;
    }

    Signals signals() {
        return signals;
    }

    boolean json() {
        return json;
    }

    Installation installation() {
        if (installation == null) {
            installation = Installation.current();
        }
        return installation;
    }

    /** The data folder; from now on messages are logged there. */
    DataFolder data() {
        if (folder == null) {
            folder = DataFolder.open(path());
            Logs.begin(installation(), folder.log(), terminal);
        }
        return folder;
    }

    Path path() {
        if (data != null) {
            return data;
        }
        String variable = System.getenv(DATA_VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return Path.of(variable);
        }
        String usual = System.getProperty("polycritic.data.default");
        return usual == null ? installation().root().resolve("data") : Path.of(usual);
    }

    /** Prints a result, as the person wants it. */
    void print(Object document, String text) {
        if (json) {
            terminal.document(document);
        } else {
            terminal.result(text);
        }
    }

    void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
