package io.polycritic.plugins.evaluators.returns;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class EpisodeReturnContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new EpisodeReturn();
    }

    @Override
    protected TestRun run() {
        return EpisodeReturnTest.run();
    }

    @Override
    protected String path() {
        return "evaluators.return";
    }
}
