package io.polycritic.plugins.evaluators.search;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class FrontHypervolumeContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new FrontHypervolume();
    }

    @Override
    protected TestRun run() {
        return Fixture.run(12);
    }

    @Override
    protected String path() {
        return "evaluators.search";
    }

    @Override
    protected void prepare(TestRun run) {
        Fixture.evaluate(run, "evaluators.search");
    }
}
