package io.polycritic.plugins.environments.demonstrations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedDemonstrationsTest {
    private static final String PATH = "streams.demonstrations";

    private static DataStream stream(TestRun run, Space condition, Map<String, ?> changes) {
        run.frozen("expert", Demonstrator.frozen(condition));
        Map<String, Object> config = new java.util.HashMap<>(Map.of("run", "expert", "steps", 50, "lanes", 3));
        config.putAll(changes);
        return (DataStream) run.add(PATH, new RecordedDemonstrations(), config);
    }

    private static int shown(Batch batch, int row) {
        float[] observations = batch.numbers(Fields.OBSERVATION);
        int shown = -1;
        for (int i = 0; i < Demonstrator.CLASSES; i++) {
            if (observations[row * Demonstrator.CLASSES + i] == 1) {
                shown = i;
            }
        }
        return shown;
    }

    @Test
    void rowsAreWhatTheDemonstratorSawAndDid() {
        for (String mode : new String[] {"evaluate", "explore"}) {
            try (TestRun run = Demonstrator.run(Demonstrator.CLASSES)) {
                DataStream stream = stream(run, Space.EMPTY, Map.of("mode", mode));
                Batch batch = new Batch(Shape.of(200));
                assertTrue(stream.next(batch));
                boolean[] seen = new boolean[Demonstrator.CLASSES];
                for (int row = 0; row < 200; row++) {
                    int shown = shown(batch, row);
                    seen[shown] = true;
                    int named = mode.equals("evaluate") ? shown : (shown + 1) % Demonstrator.CLASSES;
                    assertEquals(named, batch.numbers(Fields.ACTION)[row]);
                }
                assertArrayEquals(new boolean[] {true, true, true, true}, seen);
            }
        }
    }

    @Test
    void goesOnBitForBitAfterLoading() {
        try (TestRun whole = Demonstrator.run(Demonstrator.CLASSES);
                TestRun second = Demonstrator.run(Demonstrator.CLASSES)) {
            DataStream first = stream(whole, Space.EMPTY, Map.of());
            Batch batch = new Batch(Shape.of(20));
            first.next(batch);
            float[] before = batch.numbers(Fields.OBSERVATION).clone();
            Map<String, State> saved = whole.save();
            first.next(batch);
            DataStream other = stream(second, Space.EMPTY, Map.of());
            second.load(saved);
            Batch again = new Batch(Shape.of(20));
            other.next(again);
            assertArrayEquals(batch.numbers(Fields.OBSERVATION), again.numbers(Fields.OBSERVATION));
            assertFalse(java.util.Arrays.equals(before, again.numbers(Fields.OBSERVATION)));
        }
    }

    @Test
    void anotherWorldIsRefused() {
        try (TestRun run = Demonstrator.run(3)) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> stream(run, Space.EMPTY, Map.of()));
            assertEquals("run", refused.path());
            assertTrue(refused.getMessage().contains("the observations of the run 'expert'"), refused.getMessage());
        }
    }

    @Test
    void aPolicyOfSkillsIsRefused() {
        try (TestRun run = Demonstrator.run(Demonstrator.CLASSES)) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> stream(run, Demonstrator.skill(), Map.of()));
            assertTrue(refused.getMessage().contains("needs a condition"), refused.getMessage());
        }
    }

    @Test
    void recordingsAreBounded() {
        try (TestRun run = Demonstrator.run(Demonstrator.CLASSES)) {
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class, () -> stream(run, Space.EMPTY, Map.of("steps", 100_000_001)));
            assertEquals("steps", refused.path());
        }
    }
}
