package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;

class GailRewardContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new GailReward();
    }

    @Override
    protected TestRun run() {
        return RewardRuns.game();
    }

    @Override
    protected String path() {
        return "rewards.agent1";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("hidden", List.of(8));
    }

    @Override
    protected void prepare(TestRun run) {
        RewardRuns.judge(run, path());
    }
}
