package io.polycritic.plugins.critics.value;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.ActionValueCritic;

class QuantileQContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new QuantileQ();
    }

    @Override
    protected TestRun run() {
        return Replays.finite(0.01);
    }

    @Override
    protected String path() {
        return "critics.task";
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("critics.task", ActionValueCritic.class).learn(Replays.batch(8, true));
    }
}
