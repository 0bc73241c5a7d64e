package io.polycritic.plugins.learners.language;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class GpoContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Gpo();
    }

    @Override
    protected TestRun run() {
        return SmallRuns.judged();
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "sft", "prompts", 2, "responses", 3, "preference", "brevity", "iteration", 2);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part(path(), Learner.class).update();
    }
}
