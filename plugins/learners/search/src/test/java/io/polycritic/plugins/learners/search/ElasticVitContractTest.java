package io.polycritic.plugins.learners.search;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class ElasticVitContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new ElasticVit();
    }

    @Override
    protected TestRun run() {
        return Elastic.run();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Elastic.CONFIG;
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
    }
}
