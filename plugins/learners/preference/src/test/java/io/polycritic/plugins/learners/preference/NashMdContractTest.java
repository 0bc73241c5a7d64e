package io.polycritic.plugins.learners.preference;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class NashMdContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new NashMd();
    }

    @Override
    protected TestRun run() {
        return Games.run(1, Map.of("prompts", 2, "responses", 5));
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("keepIterates", true);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
    }
}
