package io.polycritic.plugins.optimizers.blackbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchOptimizersTest {
    private static final double[] ORIGIN = {1, 1};

    private final List<TestRun> runs = new ArrayList<>();

    @AfterEach
    void close() {
        runs.forEach(TestRun::close);
    }

    private SearchOptimizer optimizer(PartFactory<?, ? extends Optimizer> plugin, Map<String, ?> config, long seed) {
        TestRun run = new TestRun(seed, null, null);
        runs.add(run);
        run.add("optimizers.inner", new NonDominatedSorting(), Map.of());
        return (SearchOptimizer) run.add("optimizers.search", plugin, config);
    }

    private SearchOptimizer linas(long seed) {
        return optimizer(new Linas(), Map.of(), seed);
    }

    private SearchOptimizer evolution(long seed) {
        return optimizer(new NonDominatedSorting(), Map.of("population", 20), seed);
    }

    @Test
    void reachesTheFrontOfZdt1InTenThousandEvaluations() {
        SearchOptimizer optimizer = optimizer(new NonDominatedSorting(), Map.of(), 1);
        Bench search = Bench.zdt1().search(optimizer, 100, 100);
        assertEquals(10_000, search.measured);
        double front = 0.1 + 2.0 / 3 + 0.11;
        double volume = search.hypervolume(1.1, 1.1);
        assertTrue(volume >= 0.95 * front && volume <= front, volume + " of " + front);
    }

    /** Two hundred measurements each; three seeds, so that luck does not decide. */
    @Test
    void evolutionBeatsChanceAndPredictionsBeatEvolution() {
        for (long seed = 1; seed <= 3; seed++) {
            SearchOptimizer random = optimizer(new RandomSearch(), Map.of(), seed);
            double chance = Bench.levels(false).search(random, 10, 20).hypervolume(ORIGIN);
            double evolved = Bench.levels(false).search(evolution(seed), 10, 20).hypervolume(ORIGIN);
            double predicted = Bench.levels(true).search(linas(seed), 10, 20).hypervolume(ORIGIN);
            assertTrue(evolved > 1.1 * chance, evolved + " against chance's " + chance);
            assertTrue(predicted > 1.1 * evolved, predicted + " against evolution's " + evolved);
        }
    }

    @Test
    void theInnerSearchMeasuresNothing() {
        Bench search = Bench.levels(true);
        List<double[]> proposed = linas(1).ask(search, 20);
        assertEquals(20, proposed.size());
        assertEquals(0, search.measured);
        assertEquals(0, search.archive().size());
        assertEquals(41 * 100, search.predicted);
    }

    /** Far above what random genomes reach: they have a quarter of what can be had. */
    @Test
    void whatIsProposedIsTheBestOfThePredicted() {
        Bench search = Bench.levels(true);
        double sum = 0;
        for (double[] scores : search.predict(linas(1).ask(search, 20))) {
            sum += scores[0] + scores[1];
        }
        assertTrue(sum / 20 > 19, "mean sum of both scores, at most 20: " + sum / 20);
    }

    @Test
    void mutantsOfTheFrontAreMeasuredWhateverIsPredicted() {
        assertEquals(0, late(Bench.misled().search(linas(1), 10, 20)), "nobody looks beside the predicted best");
        Bench search = Bench.misled().search(optimizer(new Linas(), Map.of("mutants", 3), 1), 10, 20);
        assertEquals(200, search.measured);
        assertTrue(late(search) > 0, "the first gene was never another one");
        double blind = Bench.misled().search(linas(1), 10, 20).hypervolume(ORIGIN);
        assertTrue(search.hypervolume(ORIGIN) > blind, search.hypervolume(ORIGIN) + " against " + blind);
    }

    /** Candidates after the first generation that have another first gene than the one that is predicted to be good. */
    private static long late(Bench search) {
        return search.archive().stream()
                .skip(20)
                .filter(candidate -> candidate.genome()[0] != 0)
                .count();
    }

    @Test
    void withoutPredictionsProposalsAreRandom() {
        Bench search = Bench.levels(false);
        double sum = 0;
        for (double[] scores : Bench.levels(true).predict(linas(1).ask(search, 20))) {
            sum += scores[0] + scores[1];
        }
        assertEquals(0, search.predicted);
        assertTrue(sum / 20 < 14, "mean sum of both scores: " + sum / 20);
    }

    @Test
    void candidatesAreProposedOnce() {
        for (SearchOptimizer optimizer : List.of(linas(1), evolution(1), optimizer(new RandomSearch(), Map.of(), 1))) {
            Bench search = Bench.levels(true).search(optimizer, 6, 20);
            assertEquals(120, search.measured);
            assertEquals(search.measured, search.archive().size());
        }
    }

    /** The archive of a random search is a population for those that come after it. */
    @Test
    void aNewcomerGoesOnFromWhatOthersHaveMeasured() {
        Bench random = Bench.levels(false).search(optimizer(new RandomSearch(), Map.of(), 1), 5, 20);
        double before = random.hypervolume(ORIGIN);
        double after = random.search(evolution(2), 1, 20).hypervolume(ORIGIN);
        assertTrue(after > before, after + " after " + before);
        double mean = 0;
        for (Search.Candidate child : random.archive().subList(100, 120)) {
            mean += child.scores()[0] + child.scores()[1];
        }
        assertTrue(mean / 20 > 12, "children of the best: " + mean / 20);
    }

    @Test
    void anotherSearchIsBegunAnew() {
        SearchOptimizer evolution = evolution(1);
        Bench.levels(false).search(evolution, 3, 20);
        List<double[]> first = evolution.ask(Bench.levels(false), 20);
        double mean = 0;
        for (double[] scores : Bench.levels(true).predict(first)) {
            mean += scores[0] + scores[1];
        }
        assertTrue(mean / 20 < 13, "random again: " + mean / 20);
    }

    @Test
    void itGoesOnFromItsStateBitForBit() {
        Bench search = Bench.levels(false).search(evolution(1), 4, 20);
        TestRun run = runs.get(0);
        Map<String, State> saved = run.save();
        List<double[]> next =
                run.part("optimizers.search", SearchOptimizer.class).ask(search, 20);
        SearchOptimizer other = evolution(7);
        runs.get(1).load(saved);
        List<double[]> same = other.ask(search, 20);
        for (int i = 0; i < 20; i++) {
            assertArrayEquals(next.get(i), same.get(i));
        }
    }
}
