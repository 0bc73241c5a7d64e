package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;

class DiscreteSacContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Sac();
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
        return SmallRuns.config(new Sac(), Map.of());
    }

    @Override
    protected Map<String, List<?>> otherValues() {
        return Map.of("noiseCorrelation", List.of());
    }

    @Override
    protected void prepare(TestRun run) {
        SmallRuns.update(run, 5);
    }
}
