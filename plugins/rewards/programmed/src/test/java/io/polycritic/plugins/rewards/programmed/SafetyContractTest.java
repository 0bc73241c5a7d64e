package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class SafetyContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Safety();
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
