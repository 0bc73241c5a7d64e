package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
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

    @Override
    protected Map<String, List<?>> otherValues() {
        return Map.of("weights", List.of(List.of(2)));
    }

    @Override
    protected void prepare(TestRun run) {
        RewardModel reward = run.part("rewards.test", RewardModel.class);
        Batch batch = Table.batch(3);
        batch.put(FieldSpec.numbers("rewards.a"))[1] = 2;
        reward.score(batch);
        reward.learn(batch);
    }
}
