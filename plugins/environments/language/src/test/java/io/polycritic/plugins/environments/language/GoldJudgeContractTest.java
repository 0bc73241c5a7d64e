package io.polycritic.plugins.environments.language;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class GoldJudgeContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new GoldJudge();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "rewards.judge";
    }
}
