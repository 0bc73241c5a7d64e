package io.polycritic.plugins.learners.games;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class MamqlOfflineContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Mamql();
    }

    @Override
    protected TestRun run() {
        return GameRuns.inverse();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("mode", "offline", "demonstrated", 8);
    }

    @Override
    protected void prepare(TestRun run) {
        GameRuns.update(run, 3);
    }
}
