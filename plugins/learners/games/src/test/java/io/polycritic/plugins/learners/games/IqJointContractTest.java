package io.polycritic.plugins.learners.games;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class IqJointContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new IqJoint();
    }

    @Override
    protected TestRun run() {
        return GameRuns.inverse();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("lanes", 3, "demonstrated", 8, "replayed", 8);
    }

    @Override
    protected void prepare(TestRun run) {
        GameRuns.update(run, 3);
    }
}
