package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class Td3ContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Td3();
    }

    @Override
    protected TestRun run() {
        return SmallRuns.turn();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return SmallRuns.config(new Td3(), Map.of());
    }

    @Override
    protected void prepare(TestRun run) {
        SmallRuns.update(run, 5);
    }
}
