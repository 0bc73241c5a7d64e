package io.polycritic.plugins.optimizers.blackbox;

import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.List;
import java.util.function.BiFunction;

/**
 * An optimizer without state of its own: what it proposes is a function of the search and of random numbers, so that it
 * takes over any search where another one left it.
 *
 * @param method gives so many new candidates of a search
 * @param wiring the slots that it calls
 */
record Proposer(BiFunction<Search, Integer, List<double[]>> method, Wiring wiring) implements SearchOptimizer {
    Proposer(BiFunction<Search, Integer, List<double[]>> method) {
        this(method, Wiring.NONE);
    }

    @Override
    public List<double[]> ask(Search search, int count) {
        return method.apply(search, count);
    }

    @Override
    public void save(StateWriter out) {
        // The search has the archive, the run the random streams.
    }

    @Override
    public void load(StateReader in) {
        // The search has the archive, the run the random streams.
    }
}
