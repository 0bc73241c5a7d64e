package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The command line of the distribution, as people and scripts use it. */
public class CommandIT {
    @Rule
    public final TestFolder folder = new TestFolder();

    private String data;

    @Before
    public void folder() {
        data = folder.data().toString();
    }

    private String file(ObjectNode spec) throws Exception {
        return Files.writeString(folder.path().resolve("spec.json"), spec.toString())
                .toString();
    }

    private static void failed(Command.Result result, int exit, String... words) {
        assertEquals(result.toString(), exit, result.exit());
        assertEquals(result.toString(), "", result.out());
        for (String word : words) {
            assertTrue("no '" + word + "' in " + result.err(), result.err().contains(word));
        }
        assertEquals("one line: " + result.err(), 1, result.err().lines().count());
    }

    @Test
    public void trainPrintsOneDocumentAndTwoFreshCallsTheSameHash() throws Exception {
        String[] command = {
            "train",
            "cart-pole",
            "--steps",
            "8000",
            "--seed",
            "1",
            "--exit",
            "--json",
            "--fresh",
            "--port",
            "0",
            "--data",
            data
        };
        Command.Result first = Command.run(folder, command);
        assertEquals(first.toString(), 0, first.exit());
        JsonNode document = first.json();
        assertEquals("cart-pole-1", document.path("run").textValue());
        assertTrue(document.toString(), document.path("steps").longValue() >= 8000);
        assertTrue(document.toString(), document.path("updates").longValue() > 0);
        assertTrue(document.toString(), document.path("seconds").doubleValue() > 0);
        assertTrue(
                document.toString(), document.path("parameterHash").textValue().matches("[0-9a-f]{64}"));
        assertTrue(document.toString(), document.path("metrics").has("critics.task/loss"));
        assertTrue(document.toString(), document.path("metrics").has("evaluators.return/return"));
        JsonNode second = Command.run(folder, command).json();
        assertEquals(document.path("parameterHash"), second.path("parameterHash"));
        assertEquals(document.path("steps"), second.path("steps"));
        assertEquals(2, files(Path.of(data, "runs")) + files(Path.of(data, "archive")));
    }

    private static long files(Path directory) throws Exception {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> list = Files.list(directory)) {
            return list.count();
        }
    }

    @Test
    public void wrongUseExitsWith2() throws Exception {
        failed(
                Command.run(folder, "train", "cart-pol", "--exit", "--data", data),
                2,
                "cart-pol",
                "recipes are:",
                "cart-pole",
                "slim");
        failed(Command.run(folder, "train", "slim", "--stepz", "5", "--data", data), 2, "--stepz", "--steps");
        failed(Command.run(folder, "train", "slim", "--steps", "many", "--data", data), 2, "--steps", "many");
        failed(Command.run(folder, "train", "slim", "--steps", "0", "--data", data), 2, "--steps", "at least 1");
        failed(Command.run(folder, "trian", "slim"), 2, "trian", "train");
        failed(
                Command.run(folder, "train", folder.path().resolve("none.json").toString(), "--data", data),
                2,
                "none.json",
                "no such file");
    }

    @Test
    public void aFailureIsAlsoADocument() throws Exception {
        Command.Result result = Command.run(folder, "train", "cart-pol", "--exit", "--json", "--data", data);
        assertEquals(2, result.exit());
        assertEquals("NOT_FOUND", result.json().at("/error/code").textValue());
        assertEquals("recipe", result.json().at("/error/path").textValue());
        String message = result.json().at("/error/message").textValue();
        assertTrue(message, message.contains("'cart-pol'") && message.contains("cart-pole"));
    }

    @Test
    public void aBadValueInASpecExitsWith2AndNamesTheField() throws Exception {
        ObjectNode spec = Specs.set(Specs.recipe("cart-pole"), "/critics/task/config/discount", 7);
        Command.Result result = Command.run(folder, "train", file(spec), "--no-console", "--data", data);
        failed(result, 2, "critics.task.config.discount", "found 7", "from 0 to 1");
        assertEquals("no run was begun", 0, files(Path.of(data, "runs")));
    }

    @Test
    public void aPortInUseExitsWith1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Command.Result result = Command.run(folder, "train", "example", "--exit", "--port", port, "--data", data);
            failed(result, 1, "--port", port, "in use");
            assertEquals("no run was begun", 0, files(Path.of(data, "runs")));
        }
    }

    @Test
    public void aDataFolderThatCannotBeMadeExitsWith2() throws Exception {
        String below = Files.writeString(folder.path().resolve("file"), "no folder")
                .resolve("data")
                .toString();
        failed(Command.run(folder, "train", "example", "--exit", "--data", below), 2, "--data", below);
    }

    @Test
    public void runListNeedsNoProcessAndRunSwapSaysThatThereIsNone() throws Exception {
        Command.Result none = Command.run(folder, "run", "list", "--json", "--data", data);
        assertEquals(none.toString(), 0, none.exit());
        assertEquals(0, none.json().path("runs").size());
        assertEquals(
                0,
                Command.run(folder, "train", "example", "--no-console", "--data", data)
                        .exit());
        JsonNode runs = Command.run(folder, "run", "list", "--json", "--data", data)
                .json()
                .path("runs");
        assertEquals(runs.toString(), "example-1", runs.path(0).path("run").textValue());
        assertEquals(runs.toString(), "DONE", runs.path(0).path("state").textValue());
        Command.Result swap = Command.run(
                folder, "run", "swap", "example-1", "critics.distance", "--with", "example-baseline", "--data", data);
        failed(swap, 1, "no Polycritic process serves", data);
    }

    @Test
    public void aCorruptSnapshotIsLeftOutAndTheRunEndsTheSame() throws Exception {
        String spec = file(Specs.recipe("example", 20_000, 5));
        String whole = hash(
                "train",
                spec,
                "--no-console",
                "--json",
                "--data",
                folder.path().resolve("whole").toString());
        hash("train", spec, "--no-console", "--json", "--steps", "10000", "--data", data);
        Path newest = newest(Path.of(data, "runs", "example-1", "snapshots"));
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        Command.Result result = Command.run(folder, "train", spec, "--no-console", "--json", "--data", data);
        assertEquals(result.toString(), 0, result.exit());
        assertTrue(result.err(), result.err().contains(newest.getFileName().toString()));
        assertTrue(result.err(), result.err().contains("the snapshot of update"));
        assertEquals(whole, result.json().path("parameterHash").textValue());
    }

    private String hash(String... words) throws Exception {
        Command.Result result = Command.run(folder, words);
        assertEquals(result.toString(), 0, result.exit());
        return result.json().path("parameterHash").textValue();
    }

    private static Path newest(Path snapshots) throws Exception {
        try (Stream<Path> list = Files.list(snapshots)) {
            List<Path> sorted = list.sorted().toList();
            return sorted.get(sorted.size() - 1);
        }
    }
}
