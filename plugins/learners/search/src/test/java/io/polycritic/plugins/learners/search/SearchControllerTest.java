package io.polycritic.plugins.learners.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.surrogate.RidgeSvrSurrogate;
import io.polycritic.search.SearchLearner;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchControllerTest {
    private final Puzzle puzzle = new Puzzle("one", "quality", "cost");

    @Test
    void anUpdateMeasuresOneCandidateOfANewPhenotype() {
        try (TestRun run = Searches.run("linas", puzzle)) {
            SearchLearner learner = Searches.learner(run, 10);
            Searches.update(learner, 45);
            assertEquals(45, puzzle.measured, "searching among predictions measures nothing");
            assertEquals(45, learner.measured().size());
            Set<List<Double>> phenotypes = new HashSet<>();
            for (Candidate candidate : learner.measured()) {
                double[] phenotype = puzzle.space().phenotype(candidate.genome());
                phenotypes.add(Arrays.stream(phenotype).boxed().toList());
                assertArrayEquals(puzzle.scores(candidate.genome()), candidate.scores());
            }
            assertEquals(45, phenotypes.size());
        }
    }

    /** Fewer than ten: proposals are random, and the metric says so; from then on critics predict. */
    @Test
    void withFewMeasurementsNothingIsPredicted() {
        try (TestRun run = Searches.run("linas", puzzle)) {
            SearchLearner learner = Searches.learner(run, 5);
            Searches.update(learner, 10);
            assertEquals(0, run.metrics().get("learner/predicted"));
            assertFalse(learner.search().predicts());
            Searches.update(learner, 1);
            assertEquals(1, run.metrics().get("learner/predicted"));
            assertTrue(learner.search().predicts());
        }
    }

    @Test
    void cornersAreMeasuredFirstAndOnce() {
        try (TestRun run = Searches.run("linas", puzzle)) {
            SearchLearner learner = Searches.cornered(run, 10);
            Searches.update(learner, 30);
            for (int i = 0; i < 2; i++) {
                double[] corner = puzzle.corners().get(i);
                assertArrayEquals(corner, learner.measured().get(i).genome());
                long times = learner.measured().stream()
                        .filter(candidate -> Arrays.equals(puzzle.space().phenotype(candidate.genome()), corner))
                        .count();
                assertEquals(1, times);
            }
            assertEquals(30, learner.measured().size());
        }
    }

    /** A newcomer in the optimizer's slot does not take the corners away that were not measured yet. */
    @Test
    void cornersOutliveASwapOfTheOptimizer() {
        try (TestRun run = Searches.run("random-search", puzzle)) {
            SearchLearner learner = Searches.cornered(run, 10);
            Searches.update(learner, 1);
            Searches.optimizer(run, "linas");
            Searches.update(learner, 1);
            assertArrayEquals(puzzle.corners().get(1), learner.measured().get(1).genome());
        }
    }

    @Test
    void anObjectiveWithoutACriticIsNotPredicted() {
        try (TestRun run = new TestRun(1, null, null)) {
            run.seat("rewards.objectives", puzzle);
            run.add("critics.quality", new RidgeSvrSurrogate(), Map.of("svr", List.of()));
            run.seat("optimizers.inner", new Silent());
            Searches.optimizer(run, "linas");
            SearchLearner learner = Searches.learner(run, 5);
            Searches.update(learner, 21);
            assertEquals(0, run.metrics().get("learner/predicted"));
            assertEquals(21, learner.measured().size());
        }
    }

    @Test
    void noMemberOfTheArchiveDominatesTheFront() {
        try (TestRun run = Searches.run("random-search", puzzle)) {
            SearchLearner learner = Searches.learner(run, 10);
            Searches.update(learner, 60);
            List<Candidate> front = learner.front();
            assertEquals(front.size(), run.metrics().get("learner/frontSize"));
            for (Candidate best : front) {
                for (Candidate member : learner.measured()) {
                    double quality = member.scores()[0] - best.scores()[0];
                    double cost = member.scores()[1] - best.scores()[1];
                    assertFalse(quality >= 0 && cost >= 0 && quality + cost > 0);
                }
            }
        }
    }

    /** The live swap: what random search has measured is what the newcomer learns from, and the front moves faster. */
    @Test
    void aNewcomerGoesOnWithTheArchive() {
        double[] gained = new double[2];
        double before;
        try (TestRun run = Searches.run("random-search", puzzle)) {
            SearchLearner learner = Searches.learner(run, 20);
            Searches.update(learner, 100);
            List<Candidate> archive = learner.measured();
            before = run.metrics().get("learner/hypervolume");
            Searches.optimizer(run, "linas");
            Searches.update(learner, 40);
            assertEquals(140, puzzle.measured);
            assertEquals(archive.get(99).genome(), learner.measured().get(99).genome());
            assertEquals(1, run.metrics().get("learner/predicted"));
            gained[0] = run.metrics().get("learner/hypervolume") - before;
        }
        try (TestRun run = Searches.run("random-search", new Puzzle("one", "quality", "cost"))) {
            Searches.update(Searches.learner(run, 20), 140);
            gained[1] = run.metrics().get("learner/hypervolume") - before;
        }
        assertTrue(gained[0] > 2 * gained[1] && gained[0] > 0.01, gained[0] + " against random's " + gained[1]);
    }

    /** Proposals of the predecessor that were not measured yet are dropped. */
    @Test
    void aSwapAmidAPopulationAsksTheNewcomerAtOnce() {
        try (TestRun run = Searches.run("random-search", puzzle)) {
            SearchLearner learner = Searches.learner(run, 20);
            Searches.update(learner, 25);
            Searches.optimizer(run, "linas");
            assertEquals(1, run.metrics().get("learner/predicted"), "fitted when 20 were measured");
            Searches.update(learner, 1);
            State state = State.of(run.part("learner", SearchLearner.class));
            assertEquals(19, ((long[]) state.values().get("proposals"))[0]);
        }
    }

    /** From cost to time: all measures are in the archive, so nothing is measured again. */
    @Test
    void otherObjectivesScoreTheArchiveAnew() {
        try (TestRun run = Searches.run("linas", puzzle)) {
            SearchLearner learner = Searches.learner(run, 10);
            Searches.update(learner, 30);
            Puzzle other = new Puzzle("one", "quality", "time");
            run.seat("rewards.objectives", other);
            Searches.update(learner, 1);
            assertEquals(1, other.measured);
            assertEquals(31, learner.measured().size());
            Candidate first = learner.search().archive().get(0);
            double[] all = puzzle.scores(first.genome());
            assertArrayEquals(new double[] {all[0], all[2]}, first.scores());
        }
    }

    @Test
    void anArchiveOfAnotherNetworkIsRefused() {
        Map<String, State> saved;
        try (TestRun run = Searches.run("random-search", puzzle)) {
            Searches.update(Searches.learner(run, 10), 12);
            saved = run.save();
        }
        try (TestRun run = Searches.run("random-search", new Puzzle("another", "quality", "cost"))) {
            SearchLearner learner = Searches.learner(run, 10);
            run.load(saved);
            String message =
                    assertThrows(PolycriticException.class, learner::update).getMessage();
            assertTrue(message.contains("measured with one") && message.contains("another"), message);
        }
    }

    @Test
    void itGoesOnFromItsStateBitForBit() {
        Map<String, State> saved;
        Map<String, State> ended;
        try (TestRun run = Searches.run("linas", puzzle)) {
            SearchLearner learner = Searches.learner(run, 8);
            Searches.update(learner, 21);
            saved = run.save();
            Searches.update(learner, 20);
            ended = run.save();
        }
        try (TestRun run = Searches.run("linas", new Puzzle("one", "quality", "cost"), 5)) {
            SearchLearner learner = Searches.learner(run, 8);
            run.load(saved);
            Searches.update(learner, 20);
            State expected = ended.get("learner");
            State found = run.save().get("learner");
            for (String name : List.of("genomes", "scores", "pending")) {
                assertArrayEquals(
                        (double[]) expected.values().get(name),
                        (double[]) found.values().get(name),
                        name);
            }
        }
    }

    /** Three phenotypes per gene and depth: a space that is measured to its end says so. */
    @Test
    void aSpaceThatIsExhaustedIsSaid() {
        try (TestRun run = Searches.run("random-search", puzzle)) {
            run.seat("optimizers.search", new Silent());
            SearchLearner learner = Searches.learner(run, 10);
            String message =
                    assertThrows(PolycriticException.class, learner::update).getMessage();
            assertTrue(message.contains("all candidates"), message);
        }
    }
}
