package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class QImpliedRewardContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new QImpliedReward();
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
    protected void prepare(TestRun run) {
        RewardRuns.judge(run, path());
    }
}
