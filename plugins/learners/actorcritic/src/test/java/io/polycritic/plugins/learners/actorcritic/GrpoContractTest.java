package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.Map;

class GrpoContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Grpo();
    }

    @Override
    protected TestRun run() {
        TestRun run = SmallRuns.empty();
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        Map<String, Object> config = new java.util.HashMap<>(SmallRuns.LEARNER);
        config.putAll(Map.of("group", 4, "kl", 0.1, "observationClip", 5));
        return config;
    }

    @Override
    protected void prepare(TestRun run) {
        SmallRuns.update(run, 1);
    }
}
