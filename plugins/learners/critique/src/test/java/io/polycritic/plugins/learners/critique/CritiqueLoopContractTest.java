package io.polycritic.plugins.learners.critique;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.Refiner;
import io.polycritic.critique.Refiner.Stop;
import io.polycritic.critique.Refiner.Trace;
import io.polycritic.plugins.critics.critique.OracleCritic;
import io.polycritic.plugins.critics.critique.VerdictCritic;
import io.polycritic.vlm.VlmLearner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CritiqueLoopContractTest extends PluginContract {
    private static final int N = 17;
    private static final int[] PASSED = {PathSpace.BEGIN, PathSpace.OK, PathSpace.END};
    private static final int[] NOTED = {PathSpace.BEGIN, PathSpace.AT, 8, 23, PathSpace.END};

    /** A critic that says the same of every second path, and passes the others. */
    private static final class Scripted implements CritiqueModel {
        private final int[] said;
        private final List<Integer> asked = new ArrayList<>();

        Scripted(int[] said) {
            this.said = said;
        }

        @Override
        public void criticise(Batch batch, double temperature, RandomStream random, float[] into) {
            asked.add(batch.rows());
            for (int row = 0; row < batch.rows(); row++) {
                boolean even = (long) batch.numbers(Fields.ITEM)[row] % 2 == 0;
                PathSpace.write(even ? PASSED : said, into, row, N);
            }
        }

        @Override
        public void score(Batch batch) {}

        @Override
        public void learn(Batch batch) {}

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    @Override
    protected PartFactory<?, ?> plugin() {
        return new CritiqueLoop();
    }

    @Override
    protected TestRun run() {
        TestRun run = Small.withModels();
        run.add("critics.critique", new OracleCritic(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "reasoner", "minibatch", 3, "rows", 3);
    }

    @Override
    protected Map<String, List<?>> otherValues() {
        return Map.of("votes", List.of());
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
    }

    private static List<Trace> refine(TestRun run, Map<String, ?> more, Batch items, double temperature) {
        Map<String, Object> config = new LinkedHashMap<>(Map.of("run", "reasoner", "rows", 4));
        config.putAll(more);
        run.add("learner", new CritiqueLoop(), config);
        return run.part("learner", Refiner.class).refine(items, temperature, RandomStream.of(1, "test", "paths"));
    }

    private static Batch items(TestRun run, int count) {
        Batch items = new Batch(Shape.of(count));
        run.part("environment", DataStream.class).next(items);
        return items;
    }

    @Test
    void aPathThatPassesAtOnceIsTheSinglePass() {
        try (TestRun run = run()) {
            Batch items = items(run, 12);
            List<Trace> single = refine(run, Map.of("feedback", "none", "rounds", 1), items, 0);
            Scripted critic = new Scripted(NOTED);
            run.seat("critics.critique", critic);
            List<Trace> refined = refine(run, Map.of("rounds", 3), items, 0);
            int open = 0;
            for (int row = 0; row < 12; row++) {
                Trace trace = refined.get(row);
                assertArrayEquals(single.get(row).answer(), trace.paths().get(0));
                if ((long) items.numbers(Fields.ITEM)[row] % 2 == 0) {
                    assertEquals(Stop.PASSED, trace.stop());
                    assertEquals(1, trace.paths().size());
                    assertArrayEquals(single.get(row).answer(), trace.answer());
                } else {
                    open++;
                    assertEquals(Stop.ROUNDS, trace.stop());
                    assertEquals(3, trace.paths().size());
                    assertArrayEquals(NOTED, trace.critiques().get(0));
                }
            }
            assertEquals(List.of(12, open), critic.asked, "what has passed is not asked about again");
        }
    }

    @Test
    void feedbackIsWhatThePromptIsTold() {
        try (TestRun run = run()) {
            Batch items = items(run, 6);
            run.seat("critics.critique", new Scripted(NOTED));
            List<Trace> told = refine(run, Map.of("feedback", "verdict", "stop", "never"), items, 0);
            for (int row = 0; row < 6; row++) {
                boolean passes = (long) items.numbers(Fields.ITEM)[row] % 2 == 0;
                int[] expected = {PathSpace.BEGIN, passes ? PathSpace.OK : PathSpace.WRONG, PathSpace.END};
                assertArrayEquals(expected, told.get(row).critiques().get(0));
                assertEquals(3, told.get(row).paths().size());
            }
            Scripted silent = new Scripted(NOTED);
            run.seat("critics.critique", silent);
            List<Trace> untold = refine(run, Map.of("feedback", "none", "history", 0), items, 0);
            assertTrue(silent.asked.isEmpty());
            for (Trace trace : untold) {
                assertEquals(3, trace.paths().size());
                assertArrayEquals(trace.paths().get(0), trace.answer(), "the same prompt gives the same path");
            }
            List<Trace> same = refine(run, Map.of("feedback", "none", "history", 0, "stop", "unchanged"), items, 0);
            assertTrue(same.stream()
                    .allMatch(trace ->
                            trace.stop() == Stop.UNCHANGED && trace.paths().size() == 2));
        }
    }

    @Test
    void votesCount() {
        Ballot ballot = new Ballot();
        ballot.add(new int[] {1}, 7, 2);
        ballot.add(new int[] {2}, 9, 3);
        ballot.add(new int[] {3}, 9, 4);
        assertArrayEquals(new int[] {2}, ballot.trace().answer());
        assertEquals(9, ballot.trace().tokens());
        Ballot tied = new Ballot();
        tied.add(new int[] {1}, 7, 1);
        tied.add(new int[] {2}, 9, 1);
        assertArrayEquals(new int[] {1}, tied.trace().answer());
        try (TestRun run = run()) {
            Batch items = items(run, 4);
            List<Trace> voted = refine(run, Map.of("feedback", "none", "votes", 3), items, 0.7);
            assertEquals(4, voted.size());
            assertThrows(InvalidConfigException.class, () -> refine(run, Map.of("votes", 3), items, 0.7));
        }
    }

    /** A critic is replaced by another one, and that one by a shuffled one; the model that reasons stays as it is. */
    @Test
    void criticsAreSwappedInALiveRunAndTheReasonerStays() {
        try (TestRun run = run()) {
            run.add("critics.critique", new VerdictCritic(), Map.of("run", "critic", "rows", 5));
            VlmLearner reasoner = VlmModel.frozen(run.context("learner"), "reasoner");
            int before = Arrays.hashCode(reasoner.parameters().values());
            run.add(
                    "learner",
                    new CritiqueLoop(),
                    Map.of("run", "reasoner", "rows", 5, "minibatch", 5, "stop", "never"));
            Learner loop = run.part("learner", Learner.class);
            loop.update();
            Batch items = items(run, 5);
            Refiner refiner = run.part("learner", Refiner.class);
            List<Trace> first = refiner.refine(items, 0, RandomStream.of(1, "test", "paths"));
            run.add("critics.critique", new OracleCritic(), Map.of());
            loop.update();
            List<Trace> second = refiner.refine(items, 0, RandomStream.of(1, "test", "paths"));
            run.add("critics.critique", new VerdictCritic(), Map.of("run", "critic", "rows", 5, "shuffled", true));
            loop.update();
            List<Trace> third = refiner.refine(items, 0, RandomStream.of(1, "test", "paths"));
            assertArrayEquals(first.get(0).paths().get(0), second.get(0).paths().get(0));
            assertNotEquals(
                    Arrays.toString(first.get(0).critiques().get(0)),
                    Arrays.toString(second.get(0).critiques().get(0)));
            assertArrayEquals(
                    first.get(1).critiques().get(0), third.get(0).critiques().get(0));
            assertEquals(before, Arrays.hashCode(reasoner.parameters().values()));
        }
    }

    @Test
    void wrongSettingsAreRefusedByName() {
        try (TestRun run = run()) {
            InvalidConfigException rounds = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("learner", new CritiqueLoop(), Map.of("run", "reasoner", "rounds", 0)));
            assertEquals("rounds", rounds.path());
            InvalidConfigException critic = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("learner", new CritiqueLoop(), Map.of("run", "critic")));
            assertEquals("run", critic.path());
        }
    }
}
