package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class SkillContrastiveContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new SkillContrastive();
    }

    @Override
    protected TestRun run() {
        TestRun run = Pushes.run();
        run.seat("critics.contrast", new AgreementCritic());
        return run;
    }

    @Override
    protected String path() {
        return "rewards.skill";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("minibatch", 64);
    }

    @Override
    protected void prepare(TestRun run) {
        Batch batch = Pushes.batch(1);
        run.part("rewards.skill", RewardModel.class).score(batch);
        run.part("rewards.skill", RewardModel.class).learn(batch);
    }
}
