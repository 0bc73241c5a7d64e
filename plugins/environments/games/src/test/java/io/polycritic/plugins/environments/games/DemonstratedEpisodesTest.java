package io.polycritic.plugins.environments.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.games.Game;
import io.polycritic.games.GameFields;
import io.polycritic.games.GameWorld;
import io.polycritic.games.LogitEquilibrium;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DemonstratedEpisodesTest {
    private static TestRun run(int episodes) {
        TestRun run = new TestRun(4, null, null);
        run.add("environment", new MarkovGame(), Map.of());
        run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of("episodes", episodes, "steps", 20));
        return run;
    }

    private static Batch draw(TestRun run, int rows) {
        Batch batch = new Batch(Shape.of(rows));
        assertTrue(run.part("streams.demonstrations", DataStream.class).next(batch));
        return batch;
    }

    private static Set<Integer> transitions(Batch batch) {
        Set<Integer> numbers = new TreeSet<>();
        for (float number : batch.numbers(GameFields.TRANSITION)) {
            numbers.add((int) number);
        }
        return numbers;
    }

    @Test
    void rowsAreThoseOfSoManyEpisodes() {
        try (TestRun run = run(5)) {
            assertEquals(100, transitions(draw(run, 5000)).size());
        }
    }

    /** Of many demonstrated steps each joint action's share is the experts' probability. */
    @Test
    void expertsDemonstrate() {
        try (TestRun run = run(2000)) {
            GameWorld world = run.part("environment", GameWorld.class);
            Game game = world.game();
            LogitEquilibrium experts = world.experts();
            Batch batch = draw(run, 40_000);
            double[] counts = new double[game.outcomes().length];
            double[] states = new double[game.states()];
            for (int row = 0; row < batch.rows(); row++) {
                int state = game.state(batch.numbers(Fields.OBSERVATION), row);
                states[state]++;
                counts[state * 9 + game.actions().joint(batch.numbers(Fields.ACTION), row * 2)]++;
            }
            for (int at = 0; at < counts.length; at++) {
                double p = experts.joint(game.actions(), at / 9, at % 9);
                double n = states[at / 9];
                assertEquals(n * p, counts[at], 5 * Math.sqrt(n * p * (1 - p)) + 5);
            }
        }
    }

    /**
     * Ten demonstrations become fifty while a run goes on: the newcomer has its own, and a run that goes on keeps them.
     */
    @Test
    void moreDemonstrationsTakeTheirPlace() {
        try (TestRun run = run(10);
                TestRun later = run(50)) {
            draw(run, 8);
            State before = State.of(run.part("streams.demonstrations", DataStream.class));
            run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of("episodes", 50, "steps", 20))
                    .load(before.reader(new State.Report()));
            assertEquals(1000, transitions(draw(run, 20_000)).size());
            later.load(run.save());
            assertArrayEquals(
                    draw(run, 64).numbers(Fields.ACTION), draw(later, 64).numbers(Fields.ACTION));
        }
    }
}
