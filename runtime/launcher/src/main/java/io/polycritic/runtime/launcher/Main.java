package io.polycritic.runtime.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the process begins and ends. */
public final class Main {
    private static final System.Logger LOG = System.getLogger(Main.class.getName());

    private Main() {}

    /**
     * Carries out one command and ends the process.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        Logs.silence();
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Terminal terminal = new Terminal(out, err, Boolean.getBoolean("polycritic.terminal"));
        int code = run(args, terminal, Signals.listen(terminal));
        out.flush();
        err.flush();
        // Threads that a library left behind must not keep the process.
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** Carries out one command and returns its exit code. */
    static int run(String[] args, Terminal terminal, Signals signals) {
        Polycritic root = new Polycritic(terminal, signals);
        boolean json = Arrays.asList(args).contains("--json");
        CommandLine line = new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(terminal.results())
                .setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, terminal, json))
                .setParameterExceptionHandler(
                        (exception, given) -> failed(Failure.usage("", wrongUse(exception)), terminal, json));
        try {
            return line.execute(args);
        } finally {
            root.close();
        }
    }

    private static String wrongUse(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String word = "'" + unmatched.getUnmatched().get(0) + "' is not known here";
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                return word + "; did you mean '" + near.get(0) + "'?";
            }
            return word + help(exception);
        }
        return exception.getMessage() + help(exception);
    }

    private static String help(ParameterException exception) {
        return "; see '" + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help'";
    }

    private static int failed(Exception exception, Terminal terminal, boolean json) {
        Failure failure = Failure.of(exception);
        LOG.log(System.Logger.Level.INFO, "failed: " + failure.line(), exception);
        if (json) {
            terminal.document(Map.of("error", failure.problem()));
        }
        terminal.note("polycritic: " + failure.line());
        return failure.exitCode();
    }
}
