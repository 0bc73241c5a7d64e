package io.polycritic.plugins.evaluators.games;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.environments.games.MarkovGame;
import java.util.Map;

class OccupancyGapContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new OccupancyGap();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new MarkovGame(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "evaluators.measure";
    }
}
