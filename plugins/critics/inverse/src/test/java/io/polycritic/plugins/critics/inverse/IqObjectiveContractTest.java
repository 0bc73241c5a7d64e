package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.games.MarkovGame;
import java.util.Map;

class IqObjectiveContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new IqObjective();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new MarkovGame(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "critics.objective";
    }
}
