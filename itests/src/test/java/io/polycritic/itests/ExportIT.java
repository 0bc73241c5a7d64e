package io.polycritic.itests;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** Files for other tools, from the distribution's command line, with and without a server. */
public class ExportIT {
    @Rule
    public final TestFolder folder = new TestFolder();

    private Path out;

    private JsonNode done(String... words) throws Exception {
        Command.Result result = Command.run(folder, words);
        assertEquals(result.toString(), 0, result.exit());
        return result.json();
    }

    private Path export(String data, String format, String... more) throws Exception {
        Stream<String> words = Stream.of(
                "run", "export", "cart-pole-1", "--format", format, "-o", out.toString(), "--json", "--data", data);
        JsonNode document = done(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
        Path file = Path.of(document.path("file").textValue());
        assertEquals(
                document.toString(), Files.size(file), document.path("bytes").longValue());
        assertEquals("one file, nothing beside it", out, file.getParent());
        return file;
    }

    private static List<String> numbers(Path csv, String series) throws Exception {
        return Files.readAllLines(csv).stream()
                .filter(line -> line.contains("," + series + ","))
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
    }

    @Test
    public void aRunBecomesFilesForOtherTools() throws Exception {
        String data = folder.data().toString();
        out = Files.createDirectories(folder.path().resolve("out"));
        Path events = folder.path().resolve("tb");
        ObjectNode spec = Specs.recipe("cart-pole", 8000, 2);
        String file = Files.writeString(folder.path().resolve("spec.json"), spec.toString())
                .toString();
        JsonNode run = done("train", file, "--no-console", "--json", "--logdir", events.toString(), "--data", data);
        String hash = run.path("parameterHash").textValue();

        Path csv = export(data, "csv");
        List<String> losses = numbers(csv, "critics.task/loss");
        assertEquals(run.path("updates").longValue(), losses.size());
        assertEquals(
                run.at("/metrics/critics.task~1loss").doubleValue(),
                Double.parseDouble(losses.get(losses.size() - 1)),
                0);
        assertEquals(
                Files.readAllLines(csv).size() - 1,
                Files.readAllLines(export(data, "jsonl")).size());

        byte[] model = Files.readAllBytes(export(data, "onnx"));
        String text = new String(model, StandardCharsets.ISO_8859_1);
        for (String part : List.of("polycritic", hash, "observation", "action", "probabilities", "Softmax", "ArgMax")) {
            assertTrue("the model has '" + part + "'", text.contains(part));
        }
        assertTrue(Files.size(export(data, "onnx", "--slot", "critics.task")) > 1000);

        String exported = Files.readString(export(data, "tensorboard"), StandardCharsets.ISO_8859_1);
        assertTrue(exported.contains("brain.Event:2") && exported.contains("critics.task/loss"));
        try (Stream<Path> live = Files.list(events.resolve("cart-pole-1"))) {
            String written = Files.readString(live.findFirst().orElseThrow(), StandardCharsets.ISO_8859_1);
            assertEquals(
                    "the live log has all lines, too",
                    exported.split("critics.task/loss", -1).length,
                    written.split("critics.task/loss", -1).length);
        }

        Path shared = export(data, "spec");
        String elsewhere = folder.path().resolve("elsewhere").toString();
        JsonNode again = done("train", shared.toString(), "--no-console", "--json", "--data", elsewhere);
        assertEquals(hash, again.path("parameterHash").textValue());
    }

    @Test
    public void aServerStreamsTheSameFiles() throws Exception {
        String data = folder.data().toString();
        out = Files.createDirectories(folder.path().resolve("out"));
        done("train", "cart-pole", "--steps", "4000", "--no-console", "--json", "--data", data);
        byte[] csv = Files.readAllBytes(export(data, "csv"));
        byte[] model = Files.readAllBytes(export(data, "onnx"));
        byte[] spec = Files.readAllBytes(export(data, "spec"));
        try (Command server = Command.start(folder, "serve", "--headless", "--port", "0", "--data", data)) {
            Poll.until("a server", () -> Files.exists(Path.of(data, "server.json")), server::err);
            assertArrayEquals(csv, Files.readAllBytes(export(data, "csv")));
            assertArrayEquals(model, Files.readAllBytes(export(data, "onnx")));
            assertArrayEquals(spec, Files.readAllBytes(export(data, "spec")));
            Command.Result wrong = Command.run(
                    folder, "run", "export", "cart-pole-1", "--format", "xls", "-o", out.toString(), "--data", data);
            assertEquals(wrong.toString(), 2, wrong.exit());
            assertTrue(wrong.err(), wrong.err().contains("format: found 'xls', allowed are [csv, jsonl,"));
            server.terminate();
        }
    }
}
