package io.polycritic.plugins.learners.games;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;

class MaAirlContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new MaAirl();
    }

    @Override
    protected TestRun run() {
        return GameRuns.adversarial();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("lanes", 3, "horizon", 4, "hidden", List.of(8));
    }

    @Override
    protected void prepare(TestRun run) {
        GameRuns.update(run, 3);
    }
}
