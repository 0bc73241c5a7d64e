package io.polycritic.plugins.learners.search;

import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.List;

/** An optimizer that knows of no candidate. */
final class Silent implements SearchOptimizer {
    @Override
    public List<double[]> ask(Search search, int count) {
        return List.of();
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // Knows nothing.
    }

    @Override
    public void load(StateReader in) {
        // Knows nothing.
    }
}
