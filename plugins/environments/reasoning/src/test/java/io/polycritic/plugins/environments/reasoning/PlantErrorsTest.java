package io.polycritic.plugins.environments.reasoning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.critique.Assessment;
import io.polycritic.critique.Critique;
import io.polycritic.critique.NoteGrammar;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Planted;
import io.polycritic.critique.Split;
import io.polycritic.scenes.SceneTokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlantErrorsTest {
    private static final int ROWS = 600;
    private static final PathSpace SPACE = SceneTokens.space();

    private static Batch rows(Map<String, ?> config) {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", new ShapeScenes(), Map.of());
            run.add("streams.errors", new PlantErrors(), config);
            Batch batch = new Batch(Shape.of(ROWS));
            assertTrue(run.part("streams.errors", DataStream.class).next(batch));
            return batch;
        }
    }

    private static int[] path(Batch batch, String field, int row) {
        return PathSpace.read(batch.numbers(field), row, SPACE.path());
    }

    private static Critique critique(Batch batch, String field, int row) {
        return SceneTokens.notes().read(PathSpace.read(batch.numbers(field), row, SPACE.critique()));
    }

    @Test
    void errorsAreWhatTheWorldFindsWrong() {
        Batch batch = rows(Map.of("unspoiled", 0.25));
        int right = 0;
        try (TestRun run = new TestRun(1, null, null)) {
            PathStream world = (PathStream) run.add("environment", new ShapeScenes(), Map.of());
            for (int row = 0; row < ROWS; row++) {
                long item = (long) batch.numbers(Fields.ITEM)[row];
                Assessment assessment = world.assess(item, path(batch, PathSpace.PATH, row));
                assertEquals(
                        assessment.errors(),
                        critique(batch, PathSpace.ERRORS, row).notes());
                right += assessment.errors().isEmpty() ? 1 : 0;
                assertEquals(
                        assessment.errors().isEmpty(),
                        critique(batch, PathSpace.ERRORS, row).passes());
                // A careful annotator says the same.
                assertEquals(
                        assessment.errors(),
                        critique(batch, PathSpace.CRITIQUE, row).notes());
            }
        }
        assertEquals(0.25, right / (double) ROWS, 0.06);
    }

    @Test
    void carelessAnnotatorsMissErrorsAndInventSome() {
        Batch batch = rows(Map.of("missed", 0.35, "invented", 0.25));
        int planted = 0;
        int named = 0;
        int invented = 0;
        for (int row = 0; row < ROWS; row++) {
            var errors = critique(batch, PathSpace.ERRORS, row).notes();
            for (var note : critique(batch, PathSpace.CRITIQUE, row).notes()) {
                named += errors.contains(note) ? 1 : 0;
                invented += errors.contains(note) ? 0 : 1;
            }
            planted += errors.size();
        }
        assertEquals(0.65, named / (double) planted, 0.05);
        assertEquals(0.25, invented / (double) ROWS, 0.06);
    }

    @Test
    void kindsOfErrorsComeAsOftenAsIsWanted() {
        Batch batch = rows(Map.of("kinds", List.of(1, 1, 14, 2, 2), "most", 1));
        int[] counts = new int[6];
        for (int row = 0; row < ROWS; row++) {
            critique(batch, PathSpace.ERRORS, row).notes().forEach(note -> counts[note.kind()]++);
        }
        int seen = Arrays.stream(counts).sum() - counts[5];
        assertEquals(0.7, counts[2] / (double) seen, 0.08);
        assertEquals(0.1, (counts[0] + counts[1]) / (double) seen, 0.06);
    }

    @Test
    void sharesOfRowsAreAsTheSettingsSay() {
        Batch first = rows(Map.of("first", 0.7));
        int empty = 0;
        for (int row = 0; row < ROWS; row++) {
            empty += path(first, PathSpace.PATH, row).length == 0 ? 1 : 0;
        }
        assertEquals(0.7, empty / (double) ROWS, 0.06);
        Batch told = rows(Map.of("bare", 0.3, "silent", 0.2, "strangers", 0.5));
        int bare = 0;
        int silent = 0;
        int strange = 0;
        for (int row = 0; row < ROWS; row++) {
            int[] tokens = PathSpace.read(told.numbers(PathSpace.CRITIQUE), row, SPACE.critique());
            silent += tokens.length == 0 ? 1 : 0;
            bare += tokens.length == 3 && tokens[1] == PathSpace.WRONG ? 1 : 0;
            var said = critique(told, PathSpace.CRITIQUE, row).notes();
            var next = critique(told, PathSpace.ERRORS, (row + 1) % ROWS).notes();
            strange += !said.isEmpty() && said.equals(next) ? 1 : 0;
        }
        assertEquals(0.2, silent / (double) ROWS, 0.06);
        assertEquals(0.3, bare / (double) ROWS, 0.06);
        assertEquals(0.5, strange / (double) ROWS, 0.07);
    }

    @Test
    void whatIsInACellIsToldOfTrainingItemsAlone() {
        try (TestRun run = new TestRun(1, null, null)) {
            PathStream world = (PathStream) run.add("environment", new ShapeScenes(), Map.of());
            Batch batch = new Batch(Shape.of(1));
            world.read(batch, new long[] {Split.TEST.item(0)});
            for (float label : batch.numbers("cells")) {
                assertEquals(-1, label);
            }
            world.read(batch, new long[] {Split.TRAIN.item(0)});
            int[] reference = path(batch, PathSpace.REFERENCE, 0);
            assertTrue(world.assess(Split.TRAIN.item(0), reference).errors().isEmpty());
            assertEquals(0, path(batch, PathSpace.PATH, 0).length);
            float[] cells = batch.numbers("cells");
            for (int i = 0; i + 3 < reference.length && reference[i] < SceneTokens.CELL + 16; i += 4) {
                int cell = reference[i] - SceneTokens.CELL;
                for (int attribute = 0; attribute < 3; attribute++) {
                    assertEquals(reference[i + 1 + attribute], cells[3 * cell + attribute], "the claim's own words");
                }
            }
        }
    }

    @Test
    void wrongSettingsAreRefusedByName() {
        assertEquals("most", refused(Map.of("least", 4, "most", 3)).path());
        assertEquals("kinds", refused(Map.of("kinds", List.of(0, 0, 0, 0, 0))).path());
        PolycriticException few = assertThrows(PolycriticException.class, () -> rows(Map.of("kinds", List.of(1, 2))));
        assertTrue(few.getMessage().contains("kinds has 2 numbers, allowed are none or 5"), few.getMessage());
        assertEquals("silent", refused(Map.of("bare", 0.6, "silent", 0.6)).path());
    }

    private static InvalidConfigException refused(Map<String, ?> config) {
        return assertThrows(InvalidConfigException.class, () -> rows(config));
    }

    /** A world into whose paths nothing can be planted in one item of two. */
    private record Barren(PathStream scenes) implements PathStream {
        @Override
        public Planted plant(long item, int errors, double[] kinds, RandomStream random) {
            Planted planted = scenes.plant(item, errors, kinds, random);
            return item % 2 == 0 ? planted : new Planted(planted.restored(), List.of(), planted.restored());
        }

        @Override
        public NoteGrammar notes() {
            return scenes.notes();
        }

        @Override
        public long size(Split split) {
            return scenes.size(split);
        }

        @Override
        public void read(Batch batch, long[] items) {
            scenes.read(batch, items);
        }

        @Override
        public Assessment assess(long item, int[] path) {
            return scenes.assess(item, path);
        }

        @Override
        public boolean next(Batch batch) {
            return scenes.next(batch);
        }

        @Override
        public EnvironmentSpec spec() {
            return scenes.spec();
        }

        @Override
        public Wiring wiring() {
            return scenes.wiring();
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    @Test
    void tooManyPathsThatStayRightAreAnError() {
        try (TestRun run = new TestRun(1, null, null)) {
            PathStream scenes =
                    new ShapeScenes().create(settings(), run.context("environment")) instanceof PathStream s ? s : null;
            run.seat("environment", new Barren(scenes));
            DataStream stream = (DataStream) run.add("streams.errors", new PlantErrors(), Map.of());
            PolycriticException refused =
                    assertThrows(PolycriticException.class, () -> stream.next(new Batch(Shape.of(ROWS))));
            assertTrue(refused.getMessage().contains("nothing to plant"), refused.getMessage());
        }
    }

    private static ShapeScenes.Config settings() {
        return io.polycritic.api.plugin.ConfigSchema.of(ShapeScenes.Config.class)
                .create(Map.of());
    }

    @Test
    void sameSeedSameRows() {
        assertArrayEquals(rows(Map.of()).numbers(PathSpace.PATH), rows(Map.of()).numbers(PathSpace.PATH));
    }
}
