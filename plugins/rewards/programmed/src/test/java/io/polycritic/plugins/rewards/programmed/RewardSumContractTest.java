package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;

class RewardSumContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new RewardSum();
    }

    @Override
    protected TestRun run() {
        return Table.run();
    }

    @Override
    protected String path() {
        return "rewards.test";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("terms", List.of("a"), "normalise", "running-std");
    }
}
