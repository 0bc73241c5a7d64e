package io.polycritic.plugins.critics.value;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class VCriticContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new VCritic();
    }

    @Override
    protected TestRun run() {
        return RolloutBatches.run(1, 0.01);
    }

    @Override
    protected String path() {
        return "critics.task";
    }

    @Override
    protected void prepare(TestRun run) {
        Batch batch = RolloutBatches.batch(4, 3, 5);
        run.part("critics.task", ScoringCritic.class).score(batch);
        run.part("critics.task", ScoringCritic.class).learn(batch);
    }
}
