package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class EnvironmentRewardContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new EnvironmentReward();
    }

    @Override
    protected TestRun run() {
        return Table.run();
    }

    @Override
    protected String path() {
        return "rewards.test";
    }
}
