package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.preference.PreferenceModel;
import java.util.List;
import java.util.Map;

class BtRewardContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new BtReward();
    }

    @Override
    protected TestRun run() {
        return Contests.run(Contests.cycle(), true, 1e-3);
    }

    @Override
    protected String path() {
        return "rewards.judge";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("hidden", List.of(8));
    }

    @Override
    protected void prepare(TestRun run) {
        Batch batch = new Batch(Shape.of(16));
        run.part("environment", DataStream.class).next(batch);
        run.part("rewards.judge", PreferenceModel.class).learn(batch);
    }
}
