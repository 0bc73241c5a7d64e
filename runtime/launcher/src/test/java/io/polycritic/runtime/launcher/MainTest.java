package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MainTest {
    @RegisterExtension
    final Shell shell = new Shell();

    @Test
    void helpIsAResult() {
        assertEquals(0, shell.run("study", "--help"));
        String text = shell.text();
        assertTrue(text.contains("Usage: polycritic study"), text);
        assertEquals("", shell.complaint());
    }

    @Test
    void trainsToTheEndAndPrintsOneDocument() throws IOException {
        assertEquals(
                0,
                shell.run("train", "short", "--steps", "500", "--seed", "7", "--no-console", "--json"),
                shell.complaint());
        JsonNode document = shell.document();
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
        assertEquals(0, shell.run("train", "short", "--no-console"), shell.complaint());
        String text = shell.text();
        assertTrue(text.startsWith("short-1 is DONE: 1,000 steps, 100 updates, 2 episodes in 0:10"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("play +coverage +0\\.5000")), text);
        assertFalse(text.contains("run/return"), text);
    }

    @Test
    void namesTheRecipesThatThereAre() throws IOException {
        assertEquals(2, shell.run("train", "slimm", "--no-console"));
        assertEquals(
                "polycritic: recipe: there is no recipe 'slimm'; recipes are: bad, forever, short", shell.complaint());
        assertEquals(2, shell.run("train"));
        assertEquals("polycritic: RECIPE: is missing; 'polycritic recipe list' shows the recipes", shell.complaint());
        assertEquals(0, shell.run("recipe", "list", "--json"), shell.complaint());
        assertEquals("forever", shell.document().at("/recipes/1/name").asText());
        assertTrue(shell.document().at("/recipes/1/spec").isNull());
        assertEquals(0, shell.run("recipe", "show", "short"), shell.complaint());
        assertEquals("{\"name\":\"short\",\"b\":1,\"a\":2}", shell.document().toString());
    }

    @Test
    void takesASpecFromAFile() throws IOException {
        Path spec = Files.writeString(shell.folder().resolve("mine.json"), "{\"name\": \"short\"}");
        assertEquals(0, shell.run("train", spec.toString(), "--no-console", "--run", "mine"), shell.complaint());
        assertEquals(2, shell.run("train", shell.folder().resolve("none.json").toString(), "--no-console"));
        assertTrue(shell.complaint().endsWith("none.json: there is no such file"), shell.complaint());
    }

    @Test
    void passesTheEnginesProblemOn() throws IOException {
        assertEquals(2, shell.run("train", "bad", "--no-console", "--json"));
        assertEquals("learner.config.rate", shell.document().at("/error/path").asText());
        assertEquals("polycritic: learner.config.rate: is -1; allowed is > 0", shell.complaint());
    }

    @Test
    void leavesWithASnapshotWhenSignalled() throws Exception {
        Thread command = new Thread(() -> exit = shell.run("train", "forever", "--no-console", "--json"));
        command.start();
        while (!Files.exists(shell.data().resolve("felix-cache"))) {
            Thread.onSpinWait();
        }
        shell.signals().received(143);
        command.join();
        assertEquals(143, exit, shell.complaint());
        assertEquals("STOPPED", shell.document().get("state").asText());
        assertTrue(
                shell.complaint().contains("forever-1 stopped at 0 of 1,000 steps, snapshot written"),
                shell.complaint());
        assertTrue(shell.halts().isEmpty());
        shell.signals().received(130);
        assertEquals(List.of(130), shell.halts());
    }

    private volatile int exit;

    @Test
    void refusesToShareTheDataFolder() {
        try (DataFolder other = DataFolder.open(shell.data())) {
            assertTrue(other.lock());
            assertEquals(1, shell.run("run", "list"));
            assertTrue(shell.complaint().contains("is in use by another process"), shell.complaint());
        }
    }

    @Test
    void saysThatNobodyServes() {
        assertEquals(1, shell.run("run", "pause", "short-1"));
        assertTrue(shell.complaint().startsWith("polycritic: --data: no Polycritic process serves"), shell.complaint());
        assertEquals(1, shell.complaint().lines().count());
    }

    @Test
    void looksIntoTheFolderWithoutAServer() throws IOException {
        assertEquals(0, shell.run("run", "list", "--json"), shell.complaint());
        assertTrue(shell.document().get("runs").isEmpty());
        assertEquals(0, shell.run("plugin", "list"), shell.complaint());
        assertTrue(shell.text().contains("Judges states."));
        assertEquals(2, shell.run("plugin", "list", "--kind", "critics"));
        assertEquals(2, shell.run("run", "show", "none"));
        assertEquals("polycritic: run: there is no run 'none'", shell.complaint());
        assertEquals(2, shell.run("run", "delete", "none"));
        assertEquals("polycritic: run: there is no run 'none'", shell.complaint());
        assertEquals(2, shell.run("run", "snapshots", "none"));
        assertEquals(2, shell.run("run", "compare", "none", "nothing"));
        assertEquals(2, shell.run("run", "replay", "none"));
        assertEquals("polycritic: run: there is no run 'none'", shell.complaint());
    }

    @Test
    void explainsWrongUse() {
        assertEquals(2, shell.run("trian", "short"));
        assertEquals("polycritic: 'trian' is not known here; did you mean 'train'?", shell.complaint());
        assertEquals(2, shell.run("train", "short", "--step", "5"));
        assertEquals(2, shell.run("train", "short", "--steps", "many"));
        assertTrue(shell.complaint().contains("--steps"), shell.complaint());
        assertEquals(2, shell.run("train", "short", "--steps", "0"));
        assertEquals(2, shell.run("serve", "--port", "70000"));
        assertTrue(shell.complaint().contains("from 0 to 65535"), shell.complaint());
        assertEquals(2, shell.run());
        assertEquals(2, shell.run("run", "swap", "r", "s"));
        assertEquals(2, shell.run("run", "swap", "r", "s", "--with", "p", "--config", "{nonsense"));
        assertTrue(shell.complaint().startsWith("polycritic: --config: is no JSON object"), shell.complaint());
    }

    @Test
    void namesAPortInUse() throws IOException {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertEquals(1, shell.run("serve", "--port", Integer.toString(taken.getLocalPort())));
            assertEquals(
                    "polycritic: --port: " + taken.getLocalPort()
                            + " is in use; name another one, or 0 for any free one",
                    shell.complaint());
        }
    }

    @Test
    void neverPrintsAStackTrace() throws IOException {
        Files.createDirectories(shell.data());
        Files.writeString(shell.data().resolve("felix-cache"), "a file where a folder must be");
        assertEquals(1, shell.run("run", "list"));
        assertFalse(shell.complaint().contains("\tat "), shell.complaint());
    }
}
