package io.polycritic.plugins.learners.language;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class TinyLmSftContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new TinyLmSft();
    }

    @Override
    protected TestRun run() {
        return SmallRuns.posts();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return SmallRuns.model(Map.of("minibatch", 2, "gradientSteps", 2));
    }

    @Override
    protected void prepare(TestRun run) {
        run.part(path(), Learner.class).update();
    }
}
