package io.polycritic.plugins.environments.demonstrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationFileTest extends PluginContract {
    private static final EnvironmentSpec WORLD = EnvironmentSpec.single(
            Space.of(FieldSpec.numbers("place", 2), FieldSpec.numbers("speed")),
            Space.of(FieldSpec.category("push", 3)),
            Space.EMPTY,
            0,
            0);
    private static final String HEADER = "place[0],place[1],speed,push\n";

    @TempDir
    Path folder;

    private final TestRun run = run();

    @Override
    protected PartFactory<?, ?> plugin() {
        return new DemonstrationFile();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null).environment(WORLD);
    }

    @Override
    protected String path() {
        return "streams.demonstrations";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("file", written(HEADER + "1,2,3,0\n"));
    }

    private String written(String text) {
        try {
            return Files.writeString(folder.resolve("steps.csv"), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataStream stream(String text, Map<String, ?> changes) {
        Map<String, Object> config = new HashMap<>(Map.of("file", written(text)));
        config.putAll(changes);
        return (DataStream) run.add(path(), new DemonstrationFile(), config);
    }

    private void refused(String text, Map<String, ?> changes, String message) {
        InvalidConfigException refused = assertThrows(
                InvalidConfigException.class, () -> stream(text, changes).next(new Batch(Shape.of(1))));
        assertEquals("file", refused.path());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void rowsAreThoseOfTheFile() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 100; i++) {
            text.append(i)
                    .append(", ")
                    .append(-i)
                    .append(",1e-3,")
                    .append(i % 3)
                    .append('\n');
        }
        DataStream stream = stream(text.toString(), Map.of("maxSteps", 100));
        Batch batch = new Batch(Shape.of(500));
        assertTrue(stream.next(batch));
        float[] observations = batch.numbers(Fields.OBSERVATION);
        long different = 0;
        for (int row = 0; row < 500; row++) {
            float first = observations[3 * row];
            assertEquals(-first, observations[3 * row + 1], 0);
            assertEquals(1e-3f, observations[3 * row + 2]);
            assertEquals(first % 3, batch.numbers(Fields.ACTION)[row]);
            different += row > 0 && first != observations[3 * row - 3] ? 1 : 0;
        }
        assertTrue(different > 400, "rows are drawn in any order");
    }

    @Test
    void whatIsWrongIsNamed() {
        refused("place,speed,push\n1,2,0\n", Map.of(), "[place[0], place[1], speed, push]");
        refused("", Map.of(), "begins with the columns []");
        refused(HEADER, Map.of(), "has no steps");
        refused(HEADER + "1,2,3,0\n1,2,0\n", Map.of(), "line 3 has 3 numbers for 4 columns");
        refused(HEADER + "1,x,3,0\n", Map.of(), "line 2, column 'place[1]': found 'x', allowed is a finite number");
        refused(HEADER + "1,2,NaN,0\n", Map.of(), "found 'NaN'");
        refused(HEADER + "1,2,3,3\n", Map.of(), "allowed is a whole number from 0 to 2");
        refused(HEADER + "1,2,3,0.5\n", Map.of(), "found '0.5'");
        refused(HEADER + "1,2,3,0\n1,2,3,0\n", Map.of("maxSteps", 1), "more than 1 steps");
        refused(HEADER + "1,2,3,0\n".repeat(100), Map.of("maxSteps", 1), "bytes");
        InvalidConfigException missing = assertThrows(
                InvalidConfigException.class,
                () -> run.add(
                        path(),
                        new DemonstrationFile(),
                        Map.of("file", folder.resolve("none").toString())));
        assertTrue(missing.getMessage().contains("is no file"), missing.getMessage());
    }
}
