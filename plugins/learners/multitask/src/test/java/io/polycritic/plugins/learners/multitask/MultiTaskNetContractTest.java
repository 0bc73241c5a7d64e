package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class MultiTaskNetContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new MultiTaskNet();
    }

    @Override
    protected TestRun run() {
        return SmallRuns.run(1, 0.5);
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return SmallRuns.NET;
    }

    @Override
    protected void prepare(TestRun run) {
        SmallRuns.update(run, 1);
    }
}
