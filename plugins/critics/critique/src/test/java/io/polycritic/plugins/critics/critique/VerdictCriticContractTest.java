package io.polycritic.plugins.critics.critique;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.PathStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictCriticContractTest extends PluginContract {
    private static final int N = 17;

    @Override
    protected PartFactory<?, ?> plugin() {
        return new VerdictCritic();
    }

    @Override
    protected TestRun run() {
        return SmallCritic.run();
    }

    @Override
    protected String path() {
        return "critics.critique";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "CRITIQUE", "rows", 4);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part(path(), CritiqueModel.class).score(rows(run, 5));
    }

    private static Batch rows(TestRun run, int count) {
        Batch batch = new Batch(Shape.of(count));
        run.part("environment", DataStream.class).next(batch);
        return batch;
    }

    @Test
    void aShuffledCriticGivesEachRowTheNextOnesCritique() {
        try (TestRun run = run()) {
            Batch batch = rows(run, 5);
            CritiqueModel own = run.add(path(), new VerdictCritic(), config()) instanceof CritiqueModel m ? m : null;
            float[] right = new float[5 * N];
            own.criticise(batch, 0, run.context(path()).random("x"), right);
            CritiqueModel other = (CritiqueModel)
                    run.add(path(), new VerdictCritic(), Map.of("run", "CRITIQUE", "rows", 4, "shuffled", true));
            float[] shuffled = new float[5 * N];
            other.criticise(batch, 0, run.context(path()).random("x"), shuffled);
            for (int row = 0; row < 5; row++) {
                int from = (row + 1) % 5;
                assertArrayEquals(
                        Arrays.copyOfRange(right, from * N, (from + 1) * N),
                        Arrays.copyOfRange(shuffled, row * N, (row + 1) * N));
            }
        }
    }

    @Test
    void verdictsAreThoseOfTheCritiques() {
        try (TestRun run = run()) {
            Batch batch = rows(run, 3);
            run.add(path(), new VerdictCritic(), config());
            run.part(path(), CritiqueModel.class).score(batch);
            var notes = run.part("environment", PathStream.class).notes();
            for (int row = 0; row < 3; row++) {
                int[] tokens = io.polycritic.critique.PathSpace.read(batch.numbers("critiques.critique"), row, N);
                assertEquals(notes.read(tokens).passes() ? 1 : 0, batch.numbers("verdicts.critique")[row]);
            }
        }
    }

    @Test
    void aModelThatWritesPathsIsNoCritic() {
        try (TestRun run = run()) {
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class, () -> run.add(path(), new VerdictCritic(), Map.of("run", "PATH")));
            assertEquals("run", refused.path());
        }
    }
}
