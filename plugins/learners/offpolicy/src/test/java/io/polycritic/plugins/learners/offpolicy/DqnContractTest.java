package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class DqnContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Dqn();
    }

    @Override
    protected TestRun run() {
        return SmallRuns.identity();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return SmallRuns.config(new Dqn(), Map.of());
    }

    @Override
    protected void prepare(TestRun run) {
        SmallRuns.update(run, 5);
    }
}
