package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.Map;

class MultiCriticPpoContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new MultiCriticPpo();
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
        return SmallRuns.LEARNER;
    }

    @Override
    protected void prepare(TestRun run) {
        SmallRuns.update(run, 1);
    }
}
