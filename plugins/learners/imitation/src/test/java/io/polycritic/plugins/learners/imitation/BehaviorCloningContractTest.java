package io.polycritic.plugins.learners.imitation;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class BehaviorCloningContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new BehaviorCloning();
    }

    @Override
    protected TestRun run() {
        return Steps.base(false, -1);
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("observationClip", 5, "gradientSteps", 2);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
    }
}
