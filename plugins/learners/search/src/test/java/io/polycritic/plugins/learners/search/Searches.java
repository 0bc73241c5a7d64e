package io.polycritic.plugins.learners.search;

import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.surrogate.RidgeSvrSurrogate;
import io.polycritic.plugins.optimizers.blackbox.Linas;
import io.polycritic.plugins.optimizers.blackbox.NonDominatedSorting;
import io.polycritic.plugins.optimizers.blackbox.RandomSearch;
import io.polycritic.search.SearchLearner;
import java.util.List;
import java.util.Map;

/** Runs that search a {@link Puzzle}. */
final class Searches {
    private static final Map<String, Object> SHORT = Map.of("population", 20, "generations", 6);

    private Searches() {}

    static TestRun run(String optimizer, Puzzle puzzle) {
        return run(optimizer, puzzle, 1);
    }

    static TestRun run(String optimizer, Puzzle puzzle, long seed) {
        TestRun run = new TestRun(seed, null, null);
        run.seat("rewards.objectives", puzzle);
        for (String objective : List.of("quality", "cost", "time")) {
            run.add("critics." + objective, new RidgeSvrSurrogate(), Map.of("svr", List.of()));
        }
        run.add("optimizers.inner", new NonDominatedSorting(), Map.of("population", 20));
        optimizer(run, optimizer);
        return run;
    }

    static void optimizer(TestRun run, String id) {
        PartFactory<?, ? extends Optimizer> plugin = id.equals("linas") ? new Linas() : new RandomSearch();
        run.add("optimizers.search", plugin, id.equals("linas") ? SHORT : Map.of());
    }

    static SearchLearner learner(TestRun run, int population) {
        return (SearchLearner) run.add("learner", new SearchController(), Map.of("population", population));
    }

    /** A learner that measures corners first. */
    static SearchLearner cornered(TestRun run, int population) {
        return (SearchLearner)
                run.add("learner", new SearchController(), Map.of("population", population, "corners", true));
    }

    static void update(SearchLearner learner, int times) {
        for (int i = 0; i < times; i++) {
            learner.update();
        }
    }
}
