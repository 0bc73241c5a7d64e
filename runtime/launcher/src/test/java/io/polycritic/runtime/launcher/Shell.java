package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Carries out commands as a user's shell does: a fresh {@link FakeInstallation} and data folder for each test, and for
 * each command streams and signals of its own.
 */
final class Shell implements BeforeEachCallback, AfterEachCallback {
    private final List<String> prefix;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> halts = Collections.synchronizedList(new ArrayList<>());
    private final InputStream standardInput = System.in;
    private final PrintStream standardError = System.err;
    private boolean rewritable;
    private Path folder;
    private FakeServer server;
    private volatile Signals signals;

    /** Makes a shell whose commands all begin with these words. */
    Shell(String... prefix) {
        this.prefix = List.of(prefix);
    }

    /** Lets commands write over lines, as on a terminal. */
    Shell rewritable() {
        rewritable = true;
        return this;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Logs.silence();
        folder = Files.createTempDirectory("shell");
        new FakeInstallation(folder.resolve("home")).engine().done();
        System.setProperty("polycritic.home", folder.resolve("home").toString());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
        }
        System.clearProperty("polycritic.home");
        System.setIn(standardInput);
        System.setErr(standardError);
        Logs.silence();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** A folder of the test. */
    Path folder() {
        return folder;
    }

    /** The data folder that the commands are given. */
    Path data() {
        return folder.resolve("data");
    }

    /** Starts a server for the data folder; it goes with the test at the latest. */
    FakeServer serve() throws IOException {
        server = new FakeServer(data());
        return server;
    }

    /** What commands read from standard input. */
    void type(String text) {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Carries out a command and returns its exit code. */
    int run(String... words) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                rewritable);
        Signals own = new Signals(terminal, halts::add);
        signals = own;
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data().toString()));
        return Main.run(all.toArray(String[]::new), terminal, own);
    }

    /** The signals of the last command, null before there was one. */
    Signals signals() {
        return signals;
    }

    /** The exit codes with which processes were halted. */
    List<Integer> halts() {
        return halts;
    }

    /** What the last command wrote to standard output. */
    String text() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    /** The same as the one JSON document that it is. */
    JsonNode document() throws IOException {
        return Json.MAPPER.readTree(out.toByteArray());
    }

    /** What the last command wrote to standard error. */
    String complaint() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }
}
