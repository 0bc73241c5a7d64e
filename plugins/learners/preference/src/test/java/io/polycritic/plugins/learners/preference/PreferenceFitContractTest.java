package io.polycritic.plugins.learners.preference;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class PreferenceFitContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new PreferenceFit();
    }

    @Override
    protected TestRun run() {
        return PreferenceFitTest.run("mixture");
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
    }
}
