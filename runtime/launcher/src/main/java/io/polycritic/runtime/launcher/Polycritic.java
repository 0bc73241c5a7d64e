package io.polycritic.runtime.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
            RecipeCommand.class,
            PluginCommand.class,
            LoginCommand.class,
            UserCommand.class,
            TokenCommand.class,
            StudyCommand.class,
            BenchCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            VersionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong use", "130:left because of Ctrl-C", "143:left because of SIGTERM"
        })
final class Polycritic implements Runnable {
    private static final String LEVELS = "logging.properties";

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
            names = "--conf",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "Where polycritic.properties, logging.properties and configurator/*.json are. Else the variable"
                            + " POLYCRITIC_CONF names it, else it is the folder 'conf' of the installation.")
    private Path conf;

    @Option(
            names = "--setting",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "A setting, which counts more than files and variables; 'serve --print-config' lists them."
                    + " Can be given several times.")
    private Map<String, String> set = new TreeMap<>();

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
    private Settings settings;
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
            installation = Installation.current().with(settings());
        }
        return installation;
    }

    /** A setting that a command has an option of its own for. */
    void option(String key, String value) {
        set.put(key, value);
    }

    /** What counts of all that was set. */
    Settings settings() {
        if (settings == null) {
            Map<String, String> options = new TreeMap<>(set);
            if (data != null) {
                options.put("data", data.toString());
            }
            settings = new Settings(Settings.Sources.ofProcess(confFolder(), options));
        }
        return settings;
    }

    private Path levels() {
        Path own = confFolder().resolve(LEVELS);
        return Files.exists(own) ? own : Installation.current().conf().resolve(LEVELS);
    }

    private Path confFolder() {
        String variable = System.getenv(Settings.CONF_VARIABLE);
        Path named = conf == null && variable != null && !variable.isBlank() ? Path.of(variable) : conf;
        if (named == null) {
            return Installation.current().conf();
        }
        if (!Files.isDirectory(named)) {
            throw Failure.usage(conf == null ? Settings.CONF_VARIABLE : "--conf", "'" + named + "' is no folder");
        }
        return named;
    }

    /** The data folder; from now on messages are logged there. */
    DataFolder data() {
        if (folder == null) {
            folder = DataFolder.open(path());
            Logs.begin(levels(), settings(), folder.log(), terminal);
        }
        return folder;
    }

    Path path() {
        if (settings().isSet("data")) {
            return Path.of(settings().text("data"));
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
