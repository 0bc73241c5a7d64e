package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.environments.preference.PrefGame;
import java.util.Map;

class BtTableContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new BtTable();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new PrefGame(), Map.of("prompts", 2, "responses", 6));
        return run;
    }

    @Override
    protected String path() {
        return "rewards.judge";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of();
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("rewards.judge", RewardModel.class).score(TableRewardTest.batch(6));
    }
}
