package io.polycritic.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.ExportRequest;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.FrozenCopies;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
    static final String SPEC = "{\"name\": \"slim\"}\n";

    @TempDir
    Path data;

    private Exports exports;

    /** A part that has learned two functions, or none. */
    private record Learned(List<String> names) implements ModelSource {
        @Override
        public List<GraphModel> models(int rows) {
            return names.stream()
                    .map(name -> new GraphModel(
                            name,
                            "Doubles.",
                            new Computation().output("y", Elementwise.scale(Graphs.input("x", rows, 2), 2))))
                    .toList();
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(StateReader in) {
            throw new UnsupportedOperationException();
        }
    }

    /** Knows one run. */
    static RunControl runs() {
        return (RunControl) Proxy.newProxyInstance(
                ExportsTest.class.getClassLoader(), new Class<?>[] {RunControl.class}, (proxy, method, arguments) -> {
                    if (!"slim-1".equals(arguments[0])) {
                        throw new ProblemException(new Problem("NOT_FOUND", "run", "there is no such run"));
                    }
                    return switch (method.getName()) {
                        case "run" -> null;
                        case "spec" -> SPEC;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    /** Copies whose learner and critic have learned something. */
    private record Copies() implements FrozenCopies {
        @Override
        public <T> T read(String run, Function<? super Copy, ? extends T> reader) {
            Map<String, Part> parts =
                    Map.of("learner", new Learned(List.of("policy", "encoder")), "critics.new", new Learned(List.of()));
            Subject subject = new Subject() {
                @Override
                public long steps() {
                    return 512;
                }

                @Override
                public <P extends Part> Optional<P> part(String path, Class<P> role) {
                    return Optional.ofNullable(parts.get(path))
                            .filter(role::isInstance)
                            .map(role::cast);
                }

                @Override
                public World world() {
                    throw new UnsupportedOperationException();
                }
            };
            return reader.apply(new Copy(run, 2, 512, "abc", subject));
        }
    }

    @BeforeEach
    void folder() {
        Folders.run(data, "slim-1");
        exports = new Exports(data, runs(), new Copies());
    }

    private ExportFile export(String format, String slot, String model) {
        return exports.export("slim-1", new ExportRequest(format, slot, model));
    }

    private static byte[] bytes(ExportFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.content().writeTo(out);
        return out.toByteArray();
    }

    private Problem refused(String format, String slot, String model) {
        return assertThrows(ProblemException.class, () -> export(format, slot, model))
                .problem();
    }

    @Test
    void filesAreNamedAfterTheRun() throws IOException {
        ExportFile csv = export("csv", null, null);
        assertEquals("slim-1.csv", csv.name());
        assertEquals("text/csv; charset=utf-8", csv.mediaType());
        assertTrue(new String(bytes(csv), StandardCharsets.UTF_8).startsWith("run,update,"));
        assertEquals("slim-1.jsonl", export("jsonl", null, null).name());
        assertTrue(export("tensorboard", null, null).name().startsWith("events.out.tfevents."));
        ExportFile spec = export("spec", null, null);
        assertEquals("slim-1.spec.json", spec.name());
        assertEquals(SPEC, new String(bytes(spec), StandardCharsets.UTF_8));
        assertEquals(List.of(), spec.notes());
    }

    /** Fields of {@code ModelProto}: 1 IR version, 2 producer, 7 graph, 8 operators, 14 metadata. */
    @Test
    void aModelSaysWhereItIsFrom() throws IOException {
        ExportFile file = export("onnx", null, null);
        assertEquals("slim-1.onnx", file.name());
        Decoded model = Decoded.of(bytes(file));
        assertEquals(8, model.integer(1));
        assertEquals("polycritic", model.text(2));
        assertEquals("policy", model.message(7).text(2));
        assertEquals(17, model.message(8).integer(2));
        List<String> metadata = model.messages(14).stream()
                .map(entry -> entry.text(1) + "=" + entry.text(2))
                .toList();
        assertEquals(List.of("run=slim-1", "slot=learner", "update=2", "steps=512", "parameterHash=abc"), metadata);
        ExportFile other = export("onnx", "learner", "encoder");
        assertEquals("slim-1.encoder.onnx", other.name());
        assertEquals("encoder", Decoded.of(bytes(other)).message(7).text(2));
    }

    @Test
    void aRunThatActsThroughOthersSaysSo() throws IOException {
        Files.createDirectories(data.resolve("runs/slim-1/frozen"));
        assertEquals(1, export("spec", null, null).notes().size());
    }

    @Test
    void whatIsWrongIsNamedBeforeAnythingIsWritten() {
        assertEquals("format", refused("xls", null, null).path());
        assertTrue(refused("xls", null, null).message().contains("[csv, jsonl, tensorboard, onnx, spec]"));
        assertTrue(refused(null, null, null).message().contains("is missing"));
        assertEquals("slot", refused("csv", "learner", null).path());
        assertEquals("model", refused("spec", null, "policy").path());
        assertEquals("NOT_FOUND", refused("onnx", "critics.none", null).code());
        assertEquals("CONFLICT", refused("onnx", "critics.new", null).code());
        assertEquals("NOT_FOUND", refused("onnx", null, "value").code());
        assertTrue(refused("onnx", null, "value").message().contains("[policy, encoder]"));
        Problem unknown = assertThrows(
                        ProblemException.class, () -> exports.export("none", new ExportRequest("csv", null, null)))
                .problem();
        assertEquals("NOT_FOUND", unknown.code());
        assertFalse(Files.exists(data.resolve("runs/none")));
    }
}
