package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> halts = new ArrayList<>();
    private final PrintStream standardOutput = System.out;
    private final PrintStream standardError = System.err;
    private Signals signals;

    @TempDir
    Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Logs.silence();
        new FakeInstallation(folder.resolve("home")).engine().done();
        System.setProperty("polycritic.home", folder.resolve("home").toString());
    }

    @AfterEach
    void restore() {
        System.clearProperty("polycritic.home");
        System.setOut(standardOutput);
        System.setErr(standardError);
        Logs.silence();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        signals = new Signals(terminal, halts::add);
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Main.run(all.toArray(String[]::new), terminal, signals);
    }

    private JsonNode document() throws IOException {
        return Json.MAPPER.readTree(out.toByteArray());
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void helpIsAResult() {
        assertEquals(0, run("study", "--help"));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("Usage: polycritic study"), text);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void trainsToTheEndAndPrintsOneDocument() throws IOException {
        assertEquals(0, run("train", "short", "--steps", "500", "--seed", "7", "--no-console", "--json"), complaint());
        JsonNode document = document();
        assertEquals("short-7", document.get("run").asText());
        assertEquals("DONE", document.get("state").asText());
        assertEquals(500, document.get("steps").asLong());
        assertEquals(50, document.get("updates").asLong());
        assertEquals(5.0, document.get("seconds").asDouble());
        assertEquals("abc123", document.get("parameterHash").asText());
        assertEquals(
                0.5, document.get("metrics").get("evaluators.play/coverage").asDouble());
        assertTrue(document.get("metrics").get("evaluators.play/nan").isNull());
    }

    @Test
    void reportsWhatEvaluatorsMeasured() {
        assertEquals(0, run("train", "short", "--no-console"), complaint());
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("short-1 is DONE: 1,000 steps, 100 updates, 2 episodes in 0:10"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("play +coverage +0\\.5000")), text);
        assertFalse(text.contains("run/return"), text);
    }

    @Test
    void namesTheRecipesThatThereAre() throws IOException {
        assertEquals(2, run("train", "slimm", "--no-console"));
        assertEquals("polycritic: recipe: there is no recipe 'slimm'; recipes are: bad, forever, short", complaint());
        assertEquals(2, run("train"));
        assertEquals("polycritic: RECIPE: is missing; 'polycritic recipe list' shows the recipes", complaint());
        assertEquals(0, run("recipe", "list", "--json"), complaint());
        assertEquals("forever", document().at("/recipes/1/name").asText());
        assertTrue(document().at("/recipes/1/spec").isNull());
        assertEquals(0, run("recipe", "show", "short"), complaint());
        assertEquals("{\"name\":\"short\",\"b\":1,\"a\":2}", document().toString());
    }

    @Test
    void takesASpecFromAFile() throws IOException {
        Path spec = Files.writeString(folder.resolve("mine.json"), "{\"name\": \"short\"}");
        assertEquals(0, run("train", spec.toString(), "--no-console", "--run", "mine"), complaint());
        assertEquals(2, run("train", folder.resolve("none.json").toString(), "--no-console"));
        assertTrue(complaint().endsWith("none.json: there is no such file"), complaint());
    }

    @Test
    void passesTheEnginesProblemOn() throws IOException {
        assertEquals(2, run("train", "bad", "--no-console", "--json"));
        assertEquals("learner.config.rate", document().at("/error/path").asText());
        assertEquals("polycritic: learner.config.rate: is -1; allowed is > 0", complaint());
    }

    @Test
    void leavesWithASnapshotWhenSignalled() throws Exception {
        Thread command = new Thread(() -> exit = run("train", "forever", "--no-console", "--json"));
        command.start();
        while (signals == null || !Files.exists(folder.resolve("data/felix-cache"))) {
            Thread.onSpinWait();
        }
        signals.received(143);
        command.join();
        assertEquals(143, exit, complaint());
        assertEquals("STOPPED", document().get("state").asText());
        assertTrue(complaint().contains("forever-1 stopped at 0 of 1,000 steps, snapshot written"), complaint());
        assertTrue(halts.isEmpty());
        signals.received(130);
        assertEquals(List.of(130), halts);
    }

    private volatile int exit;

    @Test
    void refusesToShareTheDataFolder() {
        try (DataFolder other = DataFolder.open(folder.resolve("data"))) {
            assertTrue(other.lock());
            assertEquals(1, run("run", "list"));
            assertTrue(complaint().contains("is in use by another process"), complaint());
        }
    }

    @Test
    void saysThatNobodyServes() {
        assertEquals(1, run("run", "pause", "short-1"));
        assertTrue(complaint().startsWith("polycritic: --data: no Polycritic process serves"), complaint());
        assertEquals(1, complaint().lines().count());
    }

    @Test
    void looksIntoTheFolderWithoutAServer() throws IOException {
        assertEquals(0, run("run", "list", "--json"), complaint());
        assertTrue(document().get("runs").isEmpty());
        assertEquals(0, run("plugin", "list"), complaint());
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("Judges states."));
        assertEquals(2, run("plugin", "list", "--kind", "critics"));
        assertEquals(2, run("run", "show", "none"));
        assertEquals("polycritic: run: there is no run 'none'", complaint());
        assertEquals(2, run("run", "delete", "none"));
        assertEquals("polycritic: run: there is no run 'none'", complaint());
        assertEquals(2, run("run", "snapshots", "none"));
        assertEquals(2, run("run", "compare", "none", "nothing"));
        assertEquals(2, run("run", "replay", "none"));
        assertEquals("polycritic: run: there is no run 'none'", complaint());
    }

    @Test
    void explainsWrongUse() {
        assertEquals(2, run("trian", "short"));
        assertEquals("polycritic: 'trian' is not known here; did you mean 'train'?", complaint());
        assertEquals(2, run("train", "short", "--step", "5"));
        assertEquals(2, run("train", "short", "--steps", "many"));
        assertTrue(complaint().contains("--steps"), complaint());
        assertEquals(2, run("train", "short", "--steps", "0"));
        assertEquals(2, run("serve", "--port", "70000"));
        assertTrue(complaint().contains("from 0 to 65535"), complaint());
        assertEquals(2, run());
        assertEquals(2, run("run", "swap", "r", "s"));
        assertEquals(2, run("run", "swap", "r", "s", "--with", "p", "--config", "{nonsense"));
        assertTrue(complaint().startsWith("polycritic: --config: is no JSON object"), complaint());
    }

    @Test
    void namesAPortInUse() throws IOException {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertEquals(1, run("serve", "--port", Integer.toString(taken.getLocalPort())));
            assertEquals(
                    "polycritic: --port: " + taken.getLocalPort()
                            + " is in use; name another one, or 0 for any free one",
                    complaint());
        }
    }

    @Test
    void neverPrintsAStackTrace() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/felix-cache"), "a file where a folder must be");
        assertEquals(1, run("run", "list"));
        assertFalse(complaint().contains("\tat "), complaint());
    }
}
