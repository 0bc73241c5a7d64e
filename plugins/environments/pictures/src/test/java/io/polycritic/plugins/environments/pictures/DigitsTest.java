package io.polycritic.plugins.environments.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest extends PluginContract {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 700; i++) {
            rows.append("8,".repeat(64)).append(i % 10).append('\n');
        }
        Files.writeString(folder.resolve("digits.csv"), rows);
    }

    @Override
    protected PartFactory<?, ?> plugin() {
        return new DigitPictures();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "environment";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("dataDir", folder.toString());
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("environment", PictureStream.class).next(new Batch(Shape.of(2, 64)));
    }

    @Test
    void views() {
        try (TestRun run = run()) {
            PictureStream stream = (PictureStream) run.add("environment", new DigitPictures(), config());
            assertEquals(200, stream.items(Split.TRAIN));
            assertEquals(500, stream.items(Split.TEST));
            Batch batch = new Batch(Shape.of(2, 100));
            stream.next(batch);
            double sum = 0;
            double squares = 0;
            int inside = 0;
            float[] images = batch.numbers(Fields.IMAGE);
            for (int i = 0; i < images.length; i++) {
                int row = i % 64 / 8;
                int column = i % 8;
                if (row > 0 && row < 7 && column > 0 && column < 7) {
                    sum += images[i];
                    squares += images[i] * images[i];
                    inside++;
                }
            }
            double mean = sum / inside;
            // Gains are uniform in [0.8, 1.2], half of that on grey 0.5; noise has a deviation of 0.1.
            assertEquals(0.5, mean, 0.02);
            assertEquals(0.04 / 12 * 1 + 0.01, squares / inside - mean * mean, 2e-3);
            assertTrue(images[0] != images[64]);
        }
    }
}
