package io.polycritic.plugins.learners.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.games.MarginalCritic;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** (f) Agents that change their places change their critics, bit for bit, if they see the same. */
class RelabellingTest {
    /** The same demonstrations, the agents' actions exchanged on wish. */
    private record Exchanged(DataStream stream, boolean exchanged) implements DataStream {
        @Override
        public EnvironmentSpec spec() {
            return stream.spec();
        }

        @Override
        public boolean next(Batch batch) {
            boolean filled = stream.next(batch);
            float[] actions = batch.numbers(Fields.ACTION);
            for (int at = 0; exchanged && at < actions.length; at += 2) {
                float first = actions[at];
                actions[at] = actions[at + 1];
                actions[at + 1] = first;
            }
            return filled;
        }

        @Override
        public Wiring wiring() {
            return stream.wiring();
        }

        @Override
        public void save(StateWriter out) {
            stream.save(out);
        }

        @Override
        public void load(StateReader in) {
            stream.load(in);
        }
    }

    private static TestRun run(boolean exchanged) {
        TestRun run = GameRuns.inverse();
        DataStream stream = run.part("streams.demonstrations", DataStream.class);
        run.seat("streams.demonstrations", new Exchanged(stream, exchanged));
        for (String agent : new String[] {"agent1", "agent2"}) {
            run.add("critics." + agent, new MarginalQ(), Map.of("table", true, "rationality", 4));
        }
        run.add("learner", new Mamql(), Map.of("mode", "offline", "demonstrated", 32));
        GameRuns.update(run, 40);
        return run;
    }

    private static float[] table(TestRun run, String agent, boolean exchanged) {
        float[] values = run.part("critics." + agent, MarginalCritic.class)
                .parameters()
                .get(0)
                .values();
        float[] arranged = new float[values.length];
        for (int at = 0; at < values.length; at++) {
            int joint = at % 9;
            arranged[at] = values[exchanged ? at - joint + joint % 3 * 3 + joint / 3 : at];
        }
        return arranged;
    }

    @Test
    void criticsChangePlacesWithTheirAgents() {
        try (TestRun plain = run(false);
                TestRun exchanged = run(true)) {
            assertArrayEquals(table(plain, "agent1", false), table(exchanged, "agent2", true));
            assertArrayEquals(table(plain, "agent2", false), table(exchanged, "agent1", true));
            float most = 0;
            for (float value : table(plain, "agent1", false)) {
                most = Math.max(most, Math.abs(value));
            }
            assertTrue(most > 0.01);
            assertEquals(72, table(plain, "agent1", false).length);
        }
    }
}
