package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.Map;

class ReinforceContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Reinforce();
    }

    @Override
    protected TestRun run() {
        TestRun run = SmallRuns.empty();
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        SmallRuns.critic(run, "task");
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("lanes", 8, "horizon", 10, "hidden", java.util.List.of(16), "observationClip", 5);
    }

    @Override
    protected void prepare(TestRun run) {
        SmallRuns.update(run, 1);
    }
}
