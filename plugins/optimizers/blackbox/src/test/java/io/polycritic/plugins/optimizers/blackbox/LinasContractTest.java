package io.polycritic.plugins.optimizers.blackbox;

import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class LinasContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Linas();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("optimizers.inner", new NonDominatedSorting(), Map.of("population", 8));
        return run;
    }

    @Override
    protected String path() {
        return "optimizers.search";
    }

    @Override
    protected void prepare(TestRun run) {
        SearchOptimizer optimizer = run.part("optimizers.search", SearchOptimizer.class);
        Bench.levels(true).search(optimizer, 2, 5);
    }
}
