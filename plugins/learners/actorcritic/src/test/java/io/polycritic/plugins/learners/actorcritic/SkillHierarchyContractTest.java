package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class SkillHierarchyContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new SkillHierarchy();
    }

    @Override
    protected TestRun run() {
        return SkillHierarchyTest.run(2);
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return SkillHierarchyTest.CONFIG;
    }

    @Override
    protected void prepare(TestRun run) {
        SmallRuns.update(run, 1);
    }
}
