package io.polycritic.plugins.evaluators.returns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpisodeReturnTest {
    /** Names what it is shown in the first rows, and what it is not shown in the others. */
    private record Naming(int right) implements PolicyLearner {
        @Override
        public Space condition() {
            return Space.EMPTY;
        }

        @Override
        public Policy policy(int rows, Mode mode) {
            assertEquals(Mode.EVALUATE, mode);
            return new Policy() {
                @Override
                public void act(float[] observations, float[] conditions, float[] actions) {
                    for (int row = 0; row < rows; row++) {
                        boolean first = observations[2 * row] == 1;
                        actions[row] = first == (row < right) ? 0 : 1;
                    }
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }

        @Override
        public Update update() {
            throw new IllegalStateException("an evaluator must not train");
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            // There is no state.
        }

        @Override
        public void load(StateReader in) {
            // There is no state.
        }
    }

    static TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.seat("environment", new IdentityWorld(2, 7, run.context("environment")));
        return run;
    }

    @Test
    void sumsWholeEpisodes() {
        try (TestRun run = run()) {
            Evaluator evaluator = run.add("evaluators.return", new EpisodeReturn(), Map.of("episodes", 4));
            IdentityWorld world = new IdentityWorld(2, 7, run.context("environment"));
            List<Measure> measures = evaluator.evaluate(new TestSubject(0, Map.of("learner", new Naming(3)), world));
            assertEquals("return", measures.get(0).name());
            assertEquals(List.of(7.0, 7.0, 7.0, 0.0), boxed(measures.get(0)));
            assertEquals(List.of(7.0, 7.0, 7.0, 7.0), boxed(measures.get(1)));
        }
    }

    @Test
    void cutsEpisodesAtTheMostSteps() {
        try (TestRun run = run()) {
            Evaluator evaluator =
                    run.add("evaluators.return", new EpisodeReturn(), Map.of("episodes", 2, "maxSteps", 3));
            IdentityWorld world = new IdentityWorld(2, 7, run.context("environment"));
            List<Measure> measures = evaluator.evaluate(new TestSubject(0, Map.of("learner", new Naming(2)), world));
            assertEquals(List.of(3.0, 3.0), boxed(measures.get(0)));
        }
    }

    @Test
    void saysWhatIsMissing() {
        try (TestRun run = run()) {
            InvalidConfigException signal = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("evaluators.return", new EpisodeReturn(), Map.of("signal", "fame")));
            assertTrue(signal.getMessage().endsWith("the fields are reward"), signal.getMessage());
            Evaluator evaluator = run.add("evaluators.return", new EpisodeReturn(), Map.of());
            assertThrows(PolycriticException.class, () -> evaluator.evaluate(new TestSubject(0, Map.of(), null)));
        }
    }

    private static List<Double> boxed(Measure measure) {
        return java.util.Arrays.stream(measure.samples()).boxed().toList();
    }
}
