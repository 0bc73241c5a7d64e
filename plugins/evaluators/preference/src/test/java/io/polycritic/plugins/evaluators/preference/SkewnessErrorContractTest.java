package io.polycritic.plugins.evaluators.preference;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.rewards.preference.BtReward;
import java.util.Map;

class SkewnessErrorContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new SkewnessError();
    }

    @Override
    protected TestRun run() {
        return Runs.comparisons("cyclic", new BtReward(), Map.of(), 1);
    }

    @Override
    protected String path() {
        return "evaluators.measured";
    }
}
