package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.games.MarginalCritic;
import io.polycritic.plugins.environments.games.MarkovGame;
import java.util.List;
import java.util.Map;

class MarginalQContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new MarginalQ();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new MarkovGame(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "critics.agent1";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("hidden", List.of(16));
    }

    @Override
    protected void prepare(TestRun run) {
        MarginalCritic critic = run.part(path(), MarginalCritic.class);
        critic.values(Graphs.input("features", 4, 8));
        critic.follow();
    }
}
