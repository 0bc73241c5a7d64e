package io.polycritic.plugins.critics.critique;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OracleCriticContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new OracleCritic();
    }

    @Override
    protected TestRun run() {
        return SmallCritic.run();
    }

    @Override
    protected String path() {
        return "critics.oracle";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("missed", 0.5);
    }

    @Override
    protected void prepare(TestRun run) {
        Batch batch = new Batch(Shape.of(6));
        run.part("environment", DataStream.class).next(batch);
        run.part(path(), CritiqueModel.class).score(batch);
    }

    @Test
    void itNamesWhatIsWrongAndPassesWhatIsRight() {
        try (TestRun run = run()) {
            PathStream world = run.part("environment", PathStream.class);
            Batch batch = new Batch(Shape.of(40));
            world.next(batch);
            PathSpace space = PathSpace.of(world.spec().observation());
            float[] paths = batch.put(space.paths(PathSpace.PATH));
            System.arraycopy(batch.numbers(PathSpace.REFERENCE), 0, paths, 0, paths.length / 2);
            run.add(path(), new OracleCritic(), Map.of());
            run.part(path(), CritiqueModel.class).score(batch);
            float[] critiques = batch.numbers("critiques.oracle");
            for (int row = 0; row < 40; row++) {
                assertEquals(row < 20 ? 1 : 0, batch.numbers("verdicts.oracle")[row]);
                var said = world.notes().read(PathSpace.read(critiques, row, space.critique()));
                var errors = world.assess((long) batch.numbers(Fields.ITEM)[row], PathSpace.read(paths, row, 30))
                        .errors();
                assertEquals(Math.min(5, errors.size()), said.notes().size());
                assertEquals(true, errors.containsAll(said.notes()));
            }
        }
    }
}
