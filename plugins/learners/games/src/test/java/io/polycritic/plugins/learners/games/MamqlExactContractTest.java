package io.polycritic.plugins.learners.games;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class MamqlExactContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Mamql();
    }

    @Override
    protected TestRun run() {
        return GameRuns.exact(10);
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("mode", "exact", "iterations", 20);
    }

    @Override
    protected void prepare(TestRun run) {
        GameRuns.update(run, 3);
    }
}
