package io.polycritic.plugins.environments.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.scenes.SceneTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With paths that a model got wrong on its own. */
class PlantErrorsContractTest extends PluginContract {
    private static final Map<String, ?> OWN = Map.of("run", "reasoner", "own", 1, "rows", 4, "uses", 2);
    private static final PathSpace SPACE = SceneTokens.space();

    @Override
    protected PartFactory<?, ?> plugin() {
        return new PlantErrors();
    }

    @Override
    protected TestRun run() {
        return Untrained.run();
    }

    @Override
    protected String path() {
        return "streams.errors";
    }

    @Override
    protected Map<String, ?> config() {
        return OWN;
    }

    @Override
    protected Map<String, List<?>> otherValues() {
        return Map.of("kinds", List.of(List.of(1, 1, 2, 1, 1)));
    }

    /** Some of the paths wait in the state, once or twice. */
    @Override
    protected void prepare(TestRun run) {
        run.part(path(), DataStream.class).next(new Batch(Shape.of(3)));
    }

    @Test
    void errorsAreWhatTheWorldFindsWrongInThem() {
        try (TestRun run = run()) {
            PathStream world = run.part("environment", PathStream.class);
            DataStream stream = (DataStream) run.add(path(), plugin(), OWN);
            Batch batch = new Batch(Shape.of(10));
            assertTrue(stream.next(batch));
            for (int row = 0; row < batch.rows(); row++) {
                long item = (long) batch.numbers(Fields.ITEM)[row];
                int[] tokens = PathSpace.read(batch.numbers(PathSpace.PATH), row, SPACE.path());
                var wrong = world.assess(item, tokens).errors();
                assertFalse(wrong.isEmpty());
                int[] told = PathSpace.read(batch.numbers(PathSpace.ERRORS), row, SPACE.critique());
                var named = SceneTokens.notes().read(told).notes();
                // A critique has room for five notes.
                assertEquals(Math.min(5, wrong.size()), named.size());
                assertTrue(wrong.containsAll(named));
            }
        }
    }

    @Test
    void eachIsGivenAsOftenAsIsSaid() {
        try (TestRun run = run()) {
            DataStream stream = (DataStream) run.add(path(), plugin(), OWN);
            Batch first = new Batch(Shape.of(8));
            assertTrue(stream.next(first));
            float[] items = first.numbers(Fields.ITEM);
            for (int row = 0; row < 4; row++) {
                assertEquals(items[row], items[row + 4]);
            }
            Batch next = new Batch(Shape.of(1));
            assertTrue(stream.next(next));
            assertNotEquals(items[0], next.numbers(Fields.ITEM)[0]);
        }
    }

    @Test
    void wrongRunsAreRefusedByName() {
        assertEquals("own", refused(Map.of("own", 0.5)).path());
        assertEquals("run", refused(Map.of("run", "critic", "own", 0.5)).path());
    }

    private InvalidConfigException refused(Map<String, ?> config) {
        try (TestRun run = run()) {
            return assertThrows(InvalidConfigException.class, () -> run.add(path(), plugin(), config));
        }
    }
}
